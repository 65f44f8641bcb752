// Reading what people type: cleaned, then compared without case, accents, plural or punctuation.

/** Longest text of a person that is looked at, in UTF-16 units. */
const longestText = 4096;

/** Typed words are allowed a slip only from this length on, in letters. */
const shortestWithTypo = 6;

/** NFC, without control and bidi characters (line breaks stay), trimmed, bounded. */
export function cleanText(text: string): string {
  return text
    .slice(0, longestText)
    .normalize("NFC")
    .replaceAll(/\r\n?/gu, "\n")
    .replaceAll(/[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/gu, (char) =>
      char === "\n" ? char : char === "\t" ? " " : "",
    )
    .toWellFormed()
    .trim();
}

/** Words without case, accents, punctuation and plural: "¡Las Pizzas!" is "la pizza". Empty for emoji alone. */
export function fold(text: string): string {
  return wordsOf(text).map(singular).join(" ");
}

function wordsOf(text: string): string[] {
  const plain = text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
  return plain
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .split(" ")
    .filter((word) => word !== "");
}

/** Not grammar: one and many come out alike ("postre", "postres"; "flan", "flanes"). */
function singular(word: string): string {
  return word.length < 4 ? word.replace(/^(la|lo)s$/u, "$1") : word.replace(/(es|s|e)$/u, "");
}

/** Whether typed text means `label`, letting one slip pass in long words that are not verbs. */
export function nearly(typed: string, label: string): boolean {
  const given = wordsOf(typed);
  const meant = wordsOf(label);
  return (
    given.length === meant.length &&
    given.length > 0 &&
    meant.every((word, index) => nearlyWord(given[index] ?? "", word))
  );
}

function nearlyWord(given: string, meant: string): boolean {
  if (singular(given) === singular(meant)) return true;
  const long = Math.min(given.length, meant.length) >= shortestWithTypo;
  return long && !isVerb(meant) && oneSlip(singular(given), singular(meant));
}

/** Infinitives: a slip must not turn one order into another. */
function isVerb(word: string): boolean {
  return /(ar|er|ir)(me|te|se|lo|la|los|las)?$/u.test(word);
}

/** One letter missing, added, changed, or two neighbours swapped. */
function oneSlip(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  const [restA, restB] = [a.slice(start), b.slice(start)];
  return (
    restA.slice(1) === restB.slice(1) ||
    restA === restB.slice(1) ||
    restA.slice(1) === restB ||
    (restA.slice(2) === restB.slice(2) && restA[0] === restB[1] && restA[1] === restB[0])
  );
}
