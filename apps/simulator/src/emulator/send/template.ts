// A template message against its approved definition.

import type { FilledTemplate } from "../events.ts";
import { GraphError } from "../graph-error.ts";
import { fill, placesOf } from "../template-definition.ts";
import type { TemplateDefinition } from "../template-definition.ts";
import type { TemplateMessage } from "./outgoing.ts";

type Component = NonNullable<TemplateMessage["components"]>[number];
type TextParameters = Extract<Component, { type: "body" }>["parameters"];
type ButtonComponent = Extract<Component, { type: "button" }>;

const maxFilledBody = 1024;

/** What the person will see, or the refusal. */
export function fillTemplate(
  definitions: TemplateDefinition[],
  message: TemplateMessage,
): FilledTemplate {
  const definition = findDefinition(definitions, message);
  const components = message.components ?? [];
  const header = components.find((component) => component.type === "header");
  const body = components.find((component) => component.type === "body");
  const texts = [
    fillText("header", definition.header ?? "", header?.parameters ?? []),
    fillText("body", definition.body, body?.parameters ?? []),
    definition.footer ?? "",
  ];
  if ((texts[1] ?? "").length > maxFilledBody) throw new GraphError(132005);
  const given = components.filter((component) => component.type === "button");
  return {
    text: texts.filter((text) => text !== "").join("\n"),
    category: definition.category,
    buttons: fillButtons(definition, given),
  };
}

function findDefinition(
  definitions: TemplateDefinition[],
  { name, language }: TemplateMessage,
): TemplateDefinition {
  const definition = definitions.find((one) => one.name === name && one.language === language.code);
  const where = `template name (${name}) does not exist in ${language.code}`;
  if (definition === undefined) throw new GraphError(132001, where);
  if (definition.status === "PAUSED") throw new GraphError(132015);
  if (definition.status === "DISABLED") throw new GraphError(132016);
  if (definition.status !== "APPROVED") throw new GraphError(132001, `${name} is not approved`);
  return definition;
}

function fillText(part: string, text: string, parameters: TextParameters): string {
  const places = placesOf(text);
  if (parameters.length !== places.length) {
    const counts = `number of localizable_params (${parameters.length}) does not match the expected number of params (${places.length})`;
    throw new GraphError(132000, `${part}: ${counts}`);
  }
  const isNamed = places.some((place) => !/^\d+$/.test(place));
  const values = new Map<string, string>();
  for (const [index, parameter] of parameters.entries()) {
    checkContent(parameter.text);
    const name = isNamed ? parameter.parameter_name : String(index + 1);
    if (name === undefined || !places.includes(name) || values.has(name)) {
      throw new GraphError(132012, `${part}: parameter name is missing or invalid`);
    }
    values.set(name, parameter.text);
  }
  return fill(text, values);
}

function checkContent(text: string): void {
  if (!/[\n\t]| {5}/.test(text)) return;
  const rule = "Param text cannot have new-line/tab characters or more than 4 consecutive spaces";
  throw new GraphError(132018, rule);
}

function fillButtons(
  definition: TemplateDefinition,
  given: ButtonComponent[],
): FilledTemplate["buttons"] {
  const byIndex = new Map(given.map((component) => [Number(component.index), component]));
  if (byIndex.size !== given.length) throw new GraphError(132012, "a button index is given twice");
  const filled = definition.buttons.map((button, index) => {
    const component = byIndex.get(index);
    byIndex.delete(index);
    if (button.type === "URL") return { text: button.text, url: urlOf(button.url, component) };
    return { text: button.text, payload: payloadOf(button.text, component) };
  });
  const [unknown] = byIndex.keys();
  if (unknown !== undefined) throw new GraphError(132012, `the template has no button ${unknown}`);
  return filled;
}

/** A quick reply without a payload answers with its text. */
function payloadOf(text: string, component: ButtonComponent | undefined): string {
  if (component === undefined) return text;
  const [parameter] = component.parameters;
  if (component.sub_type !== "quick_reply" || parameter?.type !== "payload") {
    throw new GraphError(132012, `button ${component.index} is a quick reply`);
  }
  return parameter.payload;
}

function urlOf(url: string, component: ButtonComponent | undefined): string {
  const places = placesOf(url);
  if ((component === undefined) !== (places.length === 0)) {
    throw new GraphError(132000, "buttons: the URL's parameter does not match");
  }
  if (component === undefined) return url;
  const [parameter] = component.parameters;
  if (component.sub_type !== "url" || parameter?.type !== "text") {
    throw new GraphError(132012, `button ${component.index} is a URL`);
  }
  return fill(url, new Map([[places[0] ?? "", parameter.text]]));
}
