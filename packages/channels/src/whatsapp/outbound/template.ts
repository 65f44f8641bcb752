import type { Json, Template } from "@mostrador/engine";
import { rendererLimits, whatsappLimits as limits } from "../limits.ts";
import { body, unsendable } from "./body.ts";
import type { Body } from "./body.ts";
import { cut, isIdentifier, isVisible, oneLine } from "./cut.ts";

const nameShape = /^[a-z0-9_]+$/;
const languageShape = /^[a-z]{2,3}(?:_[A-Z]{2})?$/;
/** Meta takes no empty parameter. */
const nothing = "-";

export function renderTemplate(template: Template): Body {
  const { name, buttons } = rendererLimits.template;
  if (!nameShape.test(template.name) || template.name.length > name)
    return unsendable("a template without a proper name");
  if (!languageShape.test(template.language)) return unsendable("a template without a language");
  if (template.payloads.length > buttons) return unsendable("a template with too many buttons");
  const components = [...bodyOf(template.parameters), ...template.payloads.flatMap(buttonOf)];
  return body({
    type: "template",
    template: {
      name: template.name,
      language: { code: template.language },
      ...(components.length > 0 && { components }),
    },
  });
}

/** Parameters stand on one line: Meta refuses newlines, tabs and more than four spaces in a row. */
function bodyOf(parameters: readonly string[]): Json[] {
  if (parameters.length === 0) return [];
  const share = Math.floor(rendererLimits.template.parameters / parameters.length);
  const limit = Math.max(1, Math.min(limits.template.parameter, share));
  return [
    {
      type: "body",
      parameters: parameters.map((parameter) => {
        const line = oneLine(parameter);
        return { type: "text", text: isVisible(line) ? cut(line, limit) : nothing };
      }),
    },
  ];
}

/** A payload that does not fit is left to the template: the tap then brings the button's own words. */
function buttonOf(payload: string, index: number): Json[] {
  if (!isIdentifier(payload, limits.choiceId)) return [];
  return [
    {
      type: "button",
      sub_type: "quick_reply",
      index: String(index),
      parameters: [{ type: "payload", payload }],
    },
  ];
}
