import type { Shop } from "@mostrador/commerce";
import type { ChatId } from "@mostrador/engine";

/** Somebody who runs the shop, and the chat they do it in. */
export type TeamMember = { role: "owner" | "staff" | "rider"; name: string; chat: ChatId };

/** All that a turn may know of its shop. Versioned and cached by the host, never stored in a snapshot. */
export type Facts = { shop: Shop; team: readonly TeamMember[] };
