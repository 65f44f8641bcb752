/**
 * The lines of a stream, none lost: readline's own iterator drops what came before somebody asked, and here the first
 * line is asked for only after the shop has opened.
 */
export async function* readLines(stream: NodeJS.ReadableStream): AsyncGenerator<string> {
  let rest = "";
  stream.setEncoding("utf8");
  for await (const chunk of stream) {
    const lines = `${rest}${String(chunk)}`.split(/\r?\n/);
    rest = lines.pop() ?? "";
    yield* lines;
  }
  if (rest !== "") yield rest;
}
