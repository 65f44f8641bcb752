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

/** Keys that come as a character when several were pressed before the program looked. */
const characters: Record<string, KeyName> = {
  "\r": "enter",
  "\n": "enter",
  "\r\n": "enter",
  "\t": "tab",
  "\b": "backspace",
  "\u007f": "backspace",
  "\u0003": "interrupt",
};

/** What a key press means, in order: fast typing, or a paste, may hold several keys in one piece. */
export function readKeys(input: string, key: Key): Message[] {
  if (key.ctrl) return input === "c" ? [press("interrupt")] : [];
  const name = named.find(([flag]) => key[flag] === true)?.[1];
  if (name !== undefined) return [press(name)];
  return input.split(/(\r\n|\p{Cc})/u).flatMap((part): Message[] => {
    const character = characters[part];
    if (character !== undefined) return [press(character)];
    // Other control characters would move the cursor.
    const isText = part !== "" && !/^\p{Cc}$/u.test(part);
    return isText ? [{ kind: "key", key: "text", text: part }] : [];
  });
}

function press(key: KeyName): Message {
  return { kind: "key", key, text: "" };
}
