const graphemes = new Intl.Segmenter("es", { granularity: "grapheme" });

/**
 * The text as a terminal can draw it: of an emoji made of several (skin colour, family, the form selector) the first
 * one. Terminals disagree about how wide the others are, and one column more breaks a frame.
 */
export function drawable(text: string): string {
  if (!/\u200d|\ufe0f|\p{Emoji_Modifier}/u.test(text)) return text;
  return [...graphemes.segment(text)].map(({ segment }) => firstOf(segment)).join("");
}

function firstOf(grapheme: string): string {
  const [first = ""] = grapheme;
  return /\p{Extended_Pictographic}/u.test(first) ? first : grapheme.replaceAll("\ufe0f", "");
}
