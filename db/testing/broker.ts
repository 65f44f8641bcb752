import net from "node:net";
import { text } from "node:stream/consumers";

import { z } from "zod";

/** Holds the path of the socket on which the process that runs the tests hands out its server. */
export const brokerVariable = "MOSTRADOR_TEST_BROKER";

const answerSchema = z.union([
  z.object({ adminUrl: z.string(), name: z.string() }),
  z.object({ error: z.string() }),
]);

/** Asks for the template database; the first to ask has the server started. */
export async function askForTemplate(): Promise<{ adminUrl: string; name: string }> {
  const address = process.env[brokerVariable];
  if (address === undefined)
    throw new Error(`${brokerVariable} is not set: run with vitest.workspace.ts`);
  const answer = answerSchema.parse(JSON.parse(await text(net.connect(address))));
  if ("error" in answer) throw new Error(answer.error);
  return answer;
}
