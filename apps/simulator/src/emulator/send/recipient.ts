import type { Person } from "../events.ts";
import { GraphError } from "../graph-error.ts";
import type { Network } from "../network.ts";
import { canonicalWaId, findByUserId, userIdOf } from "../people.ts";
import type { BusinessNumber } from "../settings.ts";
import type { Envelope } from "./outgoing.ts";

/** Whom a message goes to; `person` is absent where nobody has that number. */
export type Recipient = { waId: string; person: Person | undefined; input: string };

/** `to` wins over `recipient`, as Meta has it. */
export function recipientOf(
  network: Network,
  number: BusinessNumber,
  { to, recipient }: Envelope,
): Recipient {
  if (to !== undefined) return byNumber(network, number, to);
  if (recipient === undefined) throw new GraphError(100, "The parameter to is required.");
  const person = findByUserId(network.state, recipient);
  return { waId: person?.waId ?? recipient, person, input: recipient };
}

function byNumber(network: Network, number: BusinessNumber, to: string): Recipient {
  const digits = to.replace(/^\+/, "");
  if (number.testRecipients?.includes(digits) === false) throw new GraphError(131030);
  const waId = canonicalWaId(digits);
  if (waId === canonicalWaId(number.displayPhoneNumber)) throw new GraphError(131021);
  return { waId, person: network.state.people.get(waId), input: to };
}

/** `contacts[]` of the answer. */
export function contactAnswer({ waId, person, input }: Recipient): object {
  if (person === undefined) return { input, wa_id: waId };
  const shown = person.hidePhone ? {} : { wa_id: waId };
  return { input, ...shown, user_id: userIdOf(person) };
}
