/** A stretch of a message in one style. */
export type Span = { text: string; bold?: true; italic?: true; strikethrough?: true };

const styles = { "*": "bold", _: "italic", "~": "strikethrough" } as const;

/** WhatsApp's *bold*, _italic_ and ~struck~, where the marks hug their words. */
export function readFormats(text: string): Span[] {
  const pattern = /(?<![\p{L}\p{N}])([*_~])(?=\S)([^\n]*?\S)\1(?![\p{L}\p{N}])/gu;
  const spans: Span[] = [];
  let at = 0;
  for (const match of text.matchAll(pattern)) {
    const [whole, mark, inside = ""] = match;
    if (match.index > at) spans.push({ text: text.slice(at, match.index) });
    if (mark === "*" || mark === "_" || mark === "~") {
      spans.push({ text: inside, [styles[mark]]: true });
    }
    at = match.index + whole.length;
  }
  if (at < text.length) spans.push({ text: text.slice(at) });
  return spans;
}
