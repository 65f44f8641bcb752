import {
  type AppSecrets,
  type Database,
  findAccessToken,
  findApp,
  type Vault,
} from "@mostrador/db";
import type { BusinessId } from "@mostrador/engine";

/** How long a credential may be out of date after it was changed, milliseconds. */
const ttlMs = 15_000;
/** Apps and numbers whose credentials are kept. */
const mostKept = 5000;

export type Credentials = ReturnType<typeof createCredentials>;

/** Credentials out of the database, opened, and kept for a while: they are asked for with every message. */
export function createCredentials(database: Database, vault: Vault) {
  const apps = createKeeper((appId: string) => findApp(database, vault, appId));
  const tokens = createKeeper(({ business, numberId }: NumberRef) =>
    findAccessToken(database, vault, { business, numberId }),
  );
  return {
    /** Null: no such app. */
    app: (appId: string): Promise<AppSecrets | null> => apps(appId),
    /** Null: not a number of this business. */
    accessToken: (business: BusinessId, numberId: string): Promise<string | null> =>
      tokens({ business, numberId }),
  };
}

type NumberRef = { business: BusinessId; numberId: string };

/** Asks once per what and time; what is not there is asked for every time. */
function createKeeper<Asked, Value>(find: (asked: Asked) => Promise<Value | null>) {
  const kept = new Map<string, { value: Promise<Value | null>; until: number }>();
  return async (asked: Asked): Promise<Value | null> => {
    const key = JSON.stringify(asked);
    const known = kept.get(key);
    if (known !== undefined && known.until > performance.now()) return known.value;
    const value = find(asked);
    kept.set(key, { value, until: performance.now() + ttlMs });
    const [oldest] = kept.keys();
    if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
    try {
      const found = await value;
      if (found === null) kept.delete(key);
      return found;
    } catch (error) {
      kept.delete(key);
      throw error;
    }
  };
}
