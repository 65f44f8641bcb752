import { testHost } from "@mostrador/engine/testing";

import { freshDatabase } from "../testing/index.ts";
import { openFixture } from "../testing/store-fixture.ts";

testHost("Postgres", async () => {
  const { url, close } = await freshDatabase();
  return openFixture({ url, max: 4 }, close);
});
