import type { Key } from "ink";
import type { KeyName, Message } from "./model.ts";

const named: [keyof Key, KeyName][] = [
  ["return", "enter"],
  ["tab", "tab"],
  ["escape", "escape"],
  ["upArrow", "up"],
  ["downArrow", "down"],
  ["leftArrow", "left"],
  ["rightArrow", "right"],
  ["pageUp", "pageUp"],
  ["pageDown", "pageDown"],
  ["backspace", "backspace"],
  ["delete", "backspace"],
];

/** What a key press means, in order: a paste, or fast typing, may hold a text and its Enter in one piece. */
export function readKeys(input: string, key: Key): Message[] {
  if (key.ctrl) {
    return input === "c" ? [{ kind: "key", key: "interrupt", text: "" }] : [];
  }
  const name = named.find(([flag]) => key[flag] === true)?.[1];
  if (name !== undefined) return [{ kind: "key", key: name, text: "" }];
  return input.split(/(\r\n|\r|\n)/).flatMap((part): Message[] => {
    if (/^[\r\n]+$/.test(part)) return [{ kind: "key", key: "enter", text: "" }];
    // Control characters would move the cursor.
    const text = part.replaceAll(/\p{Cc}/gu, "");
    return text === "" ? [] : [{ kind: "key", key: "text", text }];
  });
}
