import { factsVersions, loadFacts, type ShopFacts, type Tx } from "@mostrador/db";
import { type BusinessId, invariant } from "@mostrador/engine";

import { withPlainFailures } from "./plain-failure.ts";

/** Shops whose facts are kept in memory. */
const entries = 2000;

/**
 * What a turn may know of each of these businesses now. Asked within the turn's transaction, kept per
 * version: a change of price or team is seen by the very next turn.
 */
export function createFactsSource(): (
  tx: Tx,
  businesses: readonly BusinessId[],
) => Promise<ReadonlyMap<BusinessId, ShopFacts>> {
  const kept = new Map<BusinessId, { version: number; facts: ShopFacts }>();

  const factsOf = async (tx: Tx, business: BusinessId, version: number): Promise<ShopFacts> => {
    const known = kept.get(business);
    if (known?.version === version) return known.facts;
    const facts = await withPlainFailures(() => loadFacts(tx, business));
    invariant(facts !== null, `no facts of ${business}`);
    kept.delete(business);
    kept.set(business, { version, facts });
    const [oldest] = kept.keys();
    if (kept.size > entries && oldest !== undefined) kept.delete(oldest);
    return facts;
  };

  return async (tx, businesses) => {
    const versions = await withPlainFailures(() => factsVersions(tx, businesses));
    const facts = new Map<BusinessId, ShopFacts>();
    for (const [business, version] of versions) {
      facts.set(business, await factsOf(tx, business, version));
    }
    return facts;
  };
}
