// `npm run check`: format, lint with types, types, dead code. Runs all of them and says which failed.

import { spawnSync } from "node:child_process";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "..");

const steps: { name: string; args: string[] }[] = [
  { name: "format", args: ["oxfmt", "--check"] },
  { name: "lint", args: ["oxlint"] },
  { name: "types", args: ["tsc", "-p", "tsconfig.json"] },
  { name: "dead code", args: ["knip"] },
];

const failed = steps.filter(({ name, args }) => {
  const startedAt = performance.now();
  const [command = "", ...rest] = args;
  const bin = path.join(root, "node_modules", ".bin", command);
  const result = spawnSync(bin, rest, { cwd: root, stdio: "inherit" });
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`${result.status === 0 ? "ok  " : "FAIL"} ${name} (${seconds} s)`);
  return result.status !== 0;
});

if (failed.length > 0) {
  console.log(`check failed: ${failed.map(({ name }) => name).join(", ")}`);
  process.exitCode = 1;
}
