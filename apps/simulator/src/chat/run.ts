// The loop around the pure parts: keys, chats, clock and size come in, effects go out.

import { render, useInput } from "ink";
import { createElement as h } from "react";
import type { ReactElement } from "react";
import { roles } from "../stage.ts";
import type { Role, Stage } from "../stage.ts";
import { performTyped } from "../typed.ts";
import { readKeys } from "./keys.ts";
import { initialModel } from "./model.ts";
import type { Effect, Message, Model } from "./model.ts";
import { update } from "./update.ts";
import { view } from "./view.ts";

const tickMs = 10_000;

type Dispatch = (message: Message) => void;

/** Shows both phones until the person leaves; the terminal is as before then. */
export async function runChat(stage: Stage): Promise<void> {
  const { stdout } = process;
  const size = () => ({ columns: stdout.columns, rows: stdout.rows });
  let model = initialModel(stage, { ...size(), nowMs: await stage.now() });
  const leaving = new AbortController();

  // Synchronous: several keys may come before the next drawing, each must meet the model that the last one left.
  const dispatch: Dispatch = (message) => {
    const step = update(model, message);
    model = step.model;
    for (const effect of step.effects) carryOut(effect);
    if (!leaving.signal.aborted) screen.rerender(h(App, { model, dispatch }));
  };
  const fail = (error: unknown) => {
    dispatch({ kind: "failed", reason: error instanceof Error ? error.message : String(error) });
  };
  const carryOut = (effect: Effect) => {
    if (effect.kind === "quit") leaving.abort();
    else if (effect.kind === "bell") stdout.write("\u0007");
    else if (effect.kind === "look") stage.phones[effect.role].looks().catch(fail);
    else performTyped(stage.phones[effect.role], effect.typed).catch(fail);
  };

  const screen = render(h(App, { model, dispatch }), { exitOnCtrlC: false, alternateScreen: true });
  const resized = () => dispatch({ kind: "resized", ...size() });
  stdout.on("resize", resized);
  const tick = () => stage.now().then((nowMs) => dispatch({ kind: "tick", nowMs }), fail);
  const clock = setInterval(() => void tick(), tickMs);
  const follow = (role: Role) =>
    stage.phones[role]
      .follow((chat) => dispatch({ kind: "chat", role, view: chat }), leaving.signal)
      .catch(fail);
  const following = roles.map(follow);

  await new Promise((resolve) => leaving.signal.addEventListener("abort", resolve));
  clearInterval(clock);
  stdout.off("resize", resized);
  screen.unmount();
  await screen.waitUntilExit();
  await Promise.all(following);
}

function App({ model, dispatch }: { model: Model; dispatch: Dispatch }): ReactElement {
  useInput((input, key) => {
    for (const message of readKeys(input, key)) dispatch(message);
  });
  return view(model);
}
