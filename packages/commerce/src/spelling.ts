/**
 * The sound of a folded Spanish word, without plural and gender: b/v, s/c/z, k/qu/c, y/ll and double
 * letters fall together, so "verenjena", "muza" and "sebolla" meet the words they stand for.
 */
export function soundOf(word: string): string {
  const sound = word
    .replace(/(?<=.{2}[aeiou])s$/, "")
    .replace(/ph/g, "f")
    .replace(/qu(?=[ei])/g, "k")
    .replace(/cch/g, "k")
    .replace(/ch/g, "#")
    .replace(/c(?=[ei])/g, "s")
    .replace(/[cq]/g, "k")
    .replace(/#/g, "ch")
    .replace(/gu(?=[ei])/g, "g")
    .replace(/g(?=[ei])/g, "j")
    .replace(/z/g, "s")
    .replace(/v/g, "b")
    .replace(/ll/g, "y")
    .replace(/(?<!c)h/g, "")
    .replace(/(.)\1+/g, "$1");
  // "grandes" and "grande", "panes" and "pan": the last vowel tells number and gender only.
  return sound.length > 3 ? sound.replace(/e$/, "").replace(/(?<=.{4})[ao]$/, "") : sound;
}
