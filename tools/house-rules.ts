// The house's own lint rules: who may import whom, and no clock or chance where code must be pure.
// See ARCHITECTURE.md, "Who may import whom". oxlint's plugin interface is alpha: its version is pinned.

import path from "node:path";

type Node = { type: string; source?: { value?: unknown } | null };
type Context = {
  filename: string;
  report: (problem: { message: string; node: unknown }) => void;
};
type Member = {
  object: { type: string; name?: string };
  property: { type: string; name?: string };
};
type Call = { callee: { type: string; name?: string }; arguments: unknown[] };

const root = path.resolve(import.meta.dirname, "..");

/** What each folder's sources may import beside themselves and relative files. */
const allowed: Record<string, { workspace: string[]; node: boolean }> = {
  "packages/commerce": { workspace: [], node: false },
  "packages/engine": { workspace: [], node: false },
  "packages/flows": { workspace: ["commerce", "engine"], node: false },
  "packages/channels": { workspace: ["engine"], node: true },
  db: { workspace: ["engine", "commerce"], node: true },
  "packages/platform": { workspace: ["flows", "engine", "commerce", "db"], node: true },
  "apps/server": { workspace: ["platform", "channels", "db", "engine"], node: true },
  "apps/simulator": { workspace: ["server"], node: true },
};

/** Only this file of the simulator may know the server: it runs it in the same process. */
const simulatorDoor = "apps/simulator/src/start.ts";

/** Folders whose `src` takes time and chance as input, so that a turn can be replayed. */
const pure = ["packages/commerce", "packages/engine", "packages/flows"];

function placeOf(filename: string): { file: string; member: string | undefined } {
  const file = path.relative(root, filename).split(path.sep).join("/");
  const member = Object.keys(allowed).find((folder) => file.startsWith(`${folder}/src/`));
  return { file, member };
}

function onImports(context: Context, check: (source: string, node: unknown) => void) {
  const visit = (node: Node) => {
    if (typeof node.source?.value === "string") check(node.source.value, node);
  };
  return {
    ImportDeclaration: visit,
    ExportNamedDeclaration: visit,
    ExportAllDeclaration: visit,
    ImportExpression: visit,
  };
}

const noForeignRelativeImport = {
  create(context: Context) {
    const { file } = placeOf(context.filename);
    const home = Object.keys(allowed).find((folder) => file.startsWith(`${folder}/`));
    return onImports(context, (source, node) => {
      if (home === undefined || !source.startsWith(".")) return;
      const target = path.posix.join(path.posix.dirname(file), source);
      if (!target.startsWith(`${home}/`)) {
        context.report({
          node,
          message: `${source} leaves ${home}: import the other package by its name.`,
        });
      }
    });
  },
};

const noForbiddenImport = {
  create(context: Context) {
    const { file, member } = placeOf(context.filename);
    const rule = member === undefined ? undefined : allowed[member];
    return onImports(context, (source, node) => {
      if (rule === undefined) return;
      if (source.startsWith("node:") && !rule.node) {
        context.report({ node, message: `${member} is pure: no ${source} here.` });
      }
      if (!source.startsWith("@mostrador/")) return;
      const name = source.split("/")[1] ?? "";
      const known = rule.workspace.includes(name) && (name !== "server" || file === simulatorDoor);
      if (!known)
        context.report({ node, message: `${file} may not import ${source}: see ARCHITECTURE.md.` });
    });
  },
};

const noClockOrChance = {
  create(context: Context) {
    const { file } = placeOf(context.filename);
    if (!pure.some((folder) => file.startsWith(`${folder}/src/`))) return {};
    const message = "Time and chance come in with the input (world.now, world.ids).";
    return {
      MemberExpression(node: Member) {
        const name = `${node.object.name ?? ""}.${node.property.name ?? ""}`;
        if (["Date.now", "Math.random", "performance.now", "crypto.randomUUID"].includes(name)) {
          context.report({ node, message });
        }
      },
      NewExpression(node: Call) {
        if (node.callee.name === "Date" && node.arguments.length === 0)
          context.report({ node, message });
      },
    };
  },
};

export default {
  meta: { name: "house" },
  rules: {
    "no-foreign-relative-import": noForeignRelativeImport,
    "no-forbidden-import": noForbiddenImport,
    "no-clock-or-chance": noClockOrChance,
  },
};
