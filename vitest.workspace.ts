import { defineConfig } from "vitest/config";

const members = [
  "packages/engine",
  "packages/commerce",
  "packages/flows",
  "packages/channels",
  "packages/platform",
  "db",
  "apps/server",
  "apps/simulator",
];

// One project per member. Postgres is started once for all of them, also for a single `--project`.
export default defineConfig({
  test: {
    globalSetup: ["./db/testing/global-setup.ts"],
    reporters: ["default", "./tools/counts-reporter.ts"],
    projects: members.map((member) => ({
      extends: true,
      test: {
        name: member.replace(/^(packages|apps)\//, ""),
        root: member,
        include: ["**/*.test.ts"],
        testTimeout: 20_000,
        hookTimeout: 60_000,
      },
    })),
    maxWorkers: 2,
  },
});
