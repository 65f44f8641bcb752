import { askForTemplate } from "./broker.ts";
import { startServer } from "./server.ts";
import type { TestServer } from "./server.ts";
import { copyTemplate, dropDatabase, makeTemplate, nameOf } from "./template.ts";

/**
 * An empty, migrated database of a real server, for one test file. `url` is what `openDatabase` and a child process's
 * DATABASE_URL take. Call `close` when everything that uses it is closed; open connections are cut.
 */
export async function freshDatabase(): Promise<{ url: string; close(): Promise<void> }> {
  const template = await askForTemplate();
  const url = await copyTemplate(template);
  return { url, close: () => dropDatabase(template.adminUrl, nameOf(url)) };
}

/**
 * A server of its own with one such database, for tests that stop, restart or kill it. It keeps its address.
 */
export async function ownServer(): Promise<
  Pick<TestServer, "stop" | "start" | "close"> & { url: string }
> {
  const server = await startServer();
  const url = await copyTemplate(await makeTemplate(server.url("postgres")));
  return { url, stop: server.stop, start: server.start, close: server.close };
}
