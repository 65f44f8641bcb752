const units: Record<string, number> = {
  un: 1,
  uno: 1,
  una: 1,
  dos: 2,
  tres: 3,
  cuatro: 4,
  cinco: 5,
  seis: 6,
  siete: 7,
  ocho: 8,
  nueve: 9,
  diez: 10,
  once: 11,
  doce: 12,
  trece: 13,
  catorce: 14,
  quince: 15,
  dieciseis: 16,
  diecisiete: 17,
  dieciocho: 18,
  diecinueve: 19,
  veinte: 20,
  veintiun: 21,
  veintiuno: 21,
  veintiuna: 21,
  veintidos: 22,
  veintitres: 23,
  veinticuatro: 24,
  veinticinco: 25,
  veintiseis: 26,
  veintisiete: 27,
  veintiocho: 28,
  veintinueve: 29,
};

const tens: Record<string, number> = {
  treinta: 30,
  cuarenta: 40,
  cincuenta: 50,
  sesenta: 60,
  setenta: 70,
  ochenta: 80,
  noventa: 90,
};

const hundreds: Record<string, number> = {
  cien: 100,
  ciento: 100,
  doscientos: 200,
  trescientos: 300,
  cuatrocientos: 400,
  quinientos: 500,
  seiscientos: 600,
  setecientos: 700,
  ochocientos: 800,
  novecientos: 900,
};

/** A number and how many words it took. */
export type Cardinal = { value: number; length: number };

function hundredOf(word: string): number | undefined {
  return hundreds[word.replace(/as$/, "os")];
}

/** A number under a hundred in words: `treinta y dos`. */
function belowHundred(words: readonly string[], at: number): Cardinal | null {
  const word = words[at] ?? "";
  const unit = units[word];
  if (unit !== undefined) return { value: unit, length: 1 };
  const ten = tens[word];
  if (ten === undefined) return null;
  const more = words[at + 1] === "y" ? units[words[at + 2] ?? ""] : undefined;
  return more === undefined || more > 9
    ? { value: ten, length: 1 }
    : { value: ten + more, length: 3 };
}

/** A number under a thousand in folded words, beginning at that word: `doscientos cincuenta`. */
export function cardinalAt(words: readonly string[], at: number): Cardinal | null {
  const hundred = hundredOf(words[at] ?? "");
  if (hundred === undefined) return belowHundred(words, at);
  const rest = belowHundred(words, at + 1);
  if (rest === null) return { value: hundred, length: 1 };
  return { value: hundred + rest.value, length: 1 + rest.length };
}
