// The phones without a terminal: a line in is something that somebody writes, a line out is something that came.

import type { Bubble } from "./phone/bubble.ts";
import { lineCopy as copy } from "./copy.ts";
import { parseDuration } from "./duration.ts";
import { readNews } from "./news.ts";
import { roles } from "./stage.ts";
import type { Role, Stage } from "./stage.ts";
import { clockTime } from "./transcript.ts";
import { newestWithChoices, performTyped, readTyped } from "./typed.ts";

export type LineMode = {
  stage: Stage;
  lines: AsyncIterable<string>;
  write(text: string): void;
  /** How long a line's answers may take to begin, and how long it must then be quiet, in real milliseconds. */
  patience: { answerMs: number; quietMs: number };
};

/** Messages of an earlier run that are shown at the start. */
const shownAtStart = 10;

/** Ends when the lines do, after the last answers. */
export async function runLineMode(mode: LineMode): Promise<void> {
  const told = new Set<string>();
  for (const role of roles) {
    const old = await mode.stage.phones[role].messages();
    for (const bubble of old.slice(0, Math.max(0, old.length - shownAtStart))) told.add(bubble.id);
  }
  const tellNew = async (): Promise<number> => {
    const news = await readNews(mode.stage, told);
    for (const { role, bubble } of news) mode.write(bubbleLines(mode, role, bubble));
    return news.filter(({ bubble }) => bubble.from === "shop").length;
  };
  mode.write(copy.welcome);
  await tellNew();
  let who: Role = "customer";
  for await (const line of mode.lines) {
    if (line.trim() === "") continue;
    who = await obey(mode, who, line);
    await settle(mode, tellNew);
  }
}

/** Carries out one line; answers who is writing from now on. */
async function obey(mode: LineMode, who: Role, line: string): Promise<Role> {
  const [, prefix, rest = ""] = /^\s*([\p{L}]+)\s*>\s?(.*)$/u.exec(line) ?? [];
  const clock = prefix?.toLowerCase() === copy.clock;
  if (clock) {
    const ms = parseDuration(rest);
    if (ms === undefined) mode.write(copy.badDuration(rest));
    else await mode.stage.advance(ms);
    return who;
  }
  const named = roleNamed(prefix);
  const writer = named ?? who;
  const phone = mode.stage.phones[writer];
  const text = named === undefined ? line : rest;
  await phone.looks();
  await performTyped(phone, readTyped(text.trim(), newestWithChoices(await phone.messages())));
  return writer;
}

function roleNamed(prefix: string | undefined): Role | undefined {
  const folded = prefix?.toLowerCase().normalize("NFD").replaceAll(/\p{M}/gu, "");
  return roles.find((role) => copy.roles[role].folded === folded);
}

function bubbleLines({ stage }: LineMode, role: Role, bubble: Bubble): string {
  const name = copy.roles[role].name;
  if (bubble.from === "person") return `${name}> ${bubble.text}\n`;
  const lines = [
    `${clockTime(bubble.atMs)} ${stage.shopName} → ${name}`,
    ...bubble.text.split("\n"),
    ...(bubble.footer === undefined ? [] : [bubble.footer]),
    ...(bubble.link === undefined ? [] : [`${bubble.link.label}: ${bubble.link.url}`]),
    ...(bubble.asksLocation ? [copy.asksLocation] : []),
    ...bubble.choices.map(({ label, description }, index) => {
      const more = description === undefined ? "" : ` · ${description}`;
      return `${String(index + 1).padStart(2)} ${label}${more}`;
    }),
  ];
  return lines.map((line, index) => `${index === 0 ? "" : "  "}${line}\n`).join("");
}

/** Waits for the first answer, then until nothing more comes. Without any, for `answerMs`. */
async function settle(mode: LineMode, tellNew: () => Promise<number>): Promise<void> {
  const { answerMs, quietMs } = mode.patience;
  let until = performance.now() + answerMs;
  while (performance.now() < until) {
    if ((await tellNew()) > 0) until = performance.now() + quietMs;
    await new Promise((resolve) => setTimeout(resolve, Math.min(20, quietMs)));
  }
}
