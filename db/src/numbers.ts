import type { BusinessId } from "@mostrador/engine";

import type { Database } from "./database.ts";
import type { Vault } from "./secrets.ts";

/** A number of ours, by the provider's id of it. */
export type OwnNumber = { business: BusinessId; appId: string };

/** What an app's webhook is checked with; two secrets while one is being replaced. */
export type AppSecrets = { secrets: string[]; verifyToken: string };

/** Null: not a number of ours. */
export async function findNumber(database: Database, numberId: string): Promise<OwnNumber | null> {
  const [row] = await database.transaction({ role: "door" }, (session) =>
    session.query<{ business: BusinessId; appId: string }>(
      `select business_id as business, app_id as "appId" from numbers where number_id = $1`,
      [numberId],
    ),
  );
  return row ?? null;
}

/** Null: no such app. */
export async function findApp(
  database: Database,
  vault: Vault,
  appId: string,
): Promise<AppSecrets | null> {
  const [row] = await database.transaction({ role: "door" }, (session) =>
    session.query<{ secret: string; former: string | null; token: string }>(
      `select secret_sealed as secret, former_secret_sealed as former, verify_token_sealed as token
       from apps where app_id = $1`,
      [appId],
    ),
  );
  if (row === undefined) return null;
  const sealed = [row.secret, ...(row.former === null ? [] : [row.former])];
  return {
    secrets: sealed.map((secret) => vault.open(secret, purposes.appSecret(appId))),
    verifyToken: vault.open(row.token, purposes.verifyToken(appId)),
  };
}

/** The token that a number sends with; null: not a number of this business. */
export async function findAccessToken(
  database: Database,
  vault: Vault,
  number: { business: BusinessId; numberId: string },
): Promise<string | null> {
  const scope = { role: "app", businesses: [number.business] } as const;
  const [row] = await database.transaction(scope, (session) =>
    session.query<{ sealed: string }>(
      `select access_token_sealed as sealed from numbers where business_id = $1 and number_id = $2`,
      [number.business, number.numberId],
    ),
  );
  return row === undefined ? null : vault.open(row.sealed, purposes.accessToken(number.numberId));
}

/** What each sealed credential is for: it opens nowhere else. */
export const purposes = {
  appSecret: (appId: string) => `app/${appId}/secret`,
  verifyToken: (appId: string) => `app/${appId}/verify-token`,
  accessToken: (numberId: string) => `number/${numberId}/access-token`,
};
