import type { InboxRow } from "@mostrador/engine";

import { toJson } from "../session.ts";
import type { Session } from "../session.ts";

const park = `
update inbox set state = 'poison', error = $3::jsonb
where business_id = $1 and inbox_id = $2::bigint and state = 'new'`;

export async function poison(
  session: Session,
  row: InboxRow,
  error: { message: string; stack: string | undefined },
): Promise<void> {
  await session.query(park, [row.business, row.id, toJson(error)]);
}
