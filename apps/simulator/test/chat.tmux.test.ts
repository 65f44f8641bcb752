// The phones on a real terminal, with real keys.

import { spawnSync } from "node:child_process";
import path from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";

const program = path.resolve(import.meta.dirname, "chat-of-menu-bot.ts");
const hasTmux = spawnSync("tmux", ["-V"]).status === 0;

function tmux(...args: string[]): string {
  const result = spawnSync("tmux", args, { encoding: "utf8" });
  if (result.status !== 0) throw new Error(`tmux ${args.join(" ")}: ${result.stderr}`);
  return result.stdout;
}

function openTerminal(columns: number, rows: number) {
  const socket = `mostrador-${process.pid}-${columns}`;
  const on = (...args: string[]) => tmux("-L", socket, ...args);
  const env = ["-e", "CI=", "-e", "LANG=C.UTF-8"];
  const size = ["-x", String(columns), "-y", String(rows)];
  on("-u", "-f", "/dev/null", "new-session", "-d", "-s", "t", ...size, ...env, "sh");
  onTestFinished(() => void spawnSync("tmux", ["-L", socket, "kill-server"]));
  on("send-keys", "-t", "t", `env -u CI ${process.execPath} ${program}`, "Enter");
  const screen = () => on("capture-pane", "-p", "-t", "t");
  return {
    screen,
    keys: (...keys: string[]) => on("send-keys", "-t", "t", ...keys),
    resize: (width: number) =>
      on("resize-window", "-t", "t", "-x", String(width), "-y", String(rows)),
    sees: async (...parts: string[]) => {
      const deadline = performance.now() + 15_000;
      for (;;) {
        const now = screen();
        if (parts.every((part) => now.includes(part))) return now;
        if (performance.now() > deadline) throw new Error(`not seen: ${parts.join(", ")}\n${now}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
  };
}

/** Says plainly that a test did not run; where tmux must be there, it fails. */
function missing(skip: (note: string) => void): boolean {
  if (hasTmux) return false;
  if (process.env["CI"] !== undefined) throw new Error("not run: tmux missing");
  process.stderr.write("not run: tmux missing\n");
  skip("not run: tmux missing");
  return true;
}

describe("an order on the terminal phones", () => {
  test("140 columns: both phones side by side; words, arrows, digits, the owner's bell, Ctrl-C", async ({
    skip,
  }) => {
    if (missing(skip)) return;
    const terminal = openTerminal(140, 40);
    const first = await terminal.sees("Cliente: Marta", "Local: Rubén", "27 de noviembre");
    expect(first).toContain("20:30");
    terminal.keys("hola");
    terminal.keys("Enter");
    await terminal.sees("Soy el asistente", "≡ Ver la carta", "1 Pizzas", "2 Bebidas", "✓✓");
    terminal.keys("Down", "Up", "Enter");
    await terminal.sees("Llevás $ 15.900", "[Terminar] [Otra cosa]");
    terminal.keys("1");
    await terminal.sees("Pedido #1 confirmado", "Local: Rubén 🔔1", "Pedido nuevo");
    await terminal.sees("1 Aceptar", "3 Rechazar");
    terminal.keys("Tab", "1");
    const last = await terminal.sees("#1 aceptado.", "Lo están preparando", "Marta 🔔1");
    expect(last).not.toContain("Rubén 🔔");
    for (const line of last.split("\n")) expect(line.trimEnd().length).toBeLessThanOrEqual(140);
    terminal.keys("C-c");
    expect(await terminal.sees("the terminal is back")).not.toContain("Marta 🔔1");
  });

  test("80 columns: one phone at a time; a wider window shows both; Esc leaves", async ({
    skip,
  }) => {
    if (missing(skip)) return;
    const terminal = openTerminal(80, 30);
    expect(await terminal.sees("Cliente: Marta")).toContain("Local: Rubén");
    terminal.keys("hola");
    terminal.keys("Enter");
    await terminal.sees("1 Pizzas");
    terminal.keys("1");
    await terminal.sees("1 Terminar");
    terminal.keys("1");
    expect(await terminal.sees("Rubén 🔔1")).not.toContain("Pedido nuevo");
    terminal.keys("Tab");
    expect(await terminal.sees("Pedido nuevo")).not.toContain("confirmado");
    terminal.resize(120);
    await terminal.sees("Pedido nuevo", "confirmado");
    terminal.keys("Escape");
    await new Promise((resolve) => setTimeout(resolve, 200));
    terminal.keys("Escape");
    await terminal.sees("the terminal is back");
  });
});
