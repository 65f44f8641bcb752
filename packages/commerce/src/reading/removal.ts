import type { CartLine } from "../cart.ts";
import type { Edit, Editing } from "./edits.ts";
import { withoutIngredient } from "./ingredient.ts";
import type { Operation } from "./reading.ts";
import { countSaid } from "./resolve.ts";
import { draftsIn } from "./sentence.ts";
import type { Sentence, Stretch } from "./sentence.ts";
import { linesNamed } from "./targets.ts";
import { fillers, smallTalk } from "./vocabulary.ts";

function plainWords(sentence: Sentence, stretch: Stretch): string {
  return sentence.words
    .slice(stretch.from, stretch.to)
    .map((word) => word.text)
    .filter((text) => /^[a-z]{3,}$/.test(text) && !smallTalk.has(text) && !fillers.has(text))
    .join(" ");
}

/** Where "a la muzza", "al lomito" begins: the line that something is taken off. */
function dativeAt(sentence: Sentence, stretch: Stretch): number | null {
  for (let at = stretch.from + 1; at < stretch.to; at += 1) {
    const text = sentence.words[at]?.text;
    const next = sentence.words[at + 1]?.text ?? "";
    if (text === "al" || (text === "a" && /^(?:la|las|los|el|un|una)$/.test(next))) return at;
  }
  return null;
}

function linesIn(sentence: Sentence, stretch: Stretch, editing: Editing): CartLine[] {
  return draftsIn(sentence, stretch).flatMap((draft) => linesNamed(editing, draft));
}

/** "sacá la coca", "sacame una empanada de pollo", "sacale el tomate a la clásica". */
export function removal(
  sentence: Sentence,
  segment: Stretch,
  { editing, count }: { editing: Editing; count: number | null },
): Edit {
  const { shop } = sentence;
  const object = { from: segment.from + 1, to: segment.to };
  const dative = dativeAt(sentence, object);
  const target =
    dative === null ? [] : linesIn(sentence, { from: dative, to: segment.to }, editing);
  const [whole] = target;
  if (dative !== null && whole !== undefined) {
    const words = plainWords(sentence, { from: object.from, to: dative });
    return { operations: withoutIngredient(shop, whole, { words, count }), resolved: [] };
  }
  const drafts = draftsIn(sentence, object);
  const operations = drafts.flatMap((draft): Operation[] => {
    const said = countSaid(draft);
    return linesNamed(editing, draft)
      .slice(0, said === null ? undefined : 1)
      .map((line) => ({ kind: "remove", lineId: line.id, quantity: said }));
  });
  const last = editing.cart.lines.at(-1);
  if (operations.length > 0 || last === undefined) return { operations, resolved: [] };
  // "sacá la birra" without one in the cart; "sacale la cebolla" is of what is there.
  const ofSomething = sentence.words[segment.from]?.text.endsWith("le") === true;
  if (!ofSomething && drafts.some(({ products }) => products.length > 0)) {
    return { operations: [], resolved: [] };
  }
  const words = plainWords(sentence, object);
  return { operations: withoutIngredient(shop, last, { words, count }), resolved: [] };
}
