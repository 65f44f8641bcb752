import { testOutbox, testSchedule, testStore } from "@mostrador/engine/testing";

import { freshDatabase } from "../testing/index.ts";
import { openFixture } from "../testing/store-fixture.ts";

const open = async () => {
  const { url, close } = await freshDatabase();
  return openFixture({ url, max: 4 }, close);
};

testStore("Postgres", open);
testOutbox("Postgres", open);
testSchedule("Postgres", open);
