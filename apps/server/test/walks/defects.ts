// Ways to break the flow that a server runs, one at a time. Each answers how to mend it.

import type { Flow } from "@mostrador/engine";

type Defect = { name: string; breakIt(flow: Flow): () => void };

export const defects: readonly Defect[] = [
  guardSays("minimumIsMissing", false),
  guardSays("textHasNumber", true),
  guardSays("confirmationHolds", true),
  guardSays("orderIsCancellable", true),
  guardSays("shopTakesNoOrders", false),
  {
    name: "a choice that its screen lost",
    breakIt: ({ screens }) =>
      replaced(screens as Record<string, Draw>, "changeCart", (draw) => (context) => {
        const screen = draw(context);
        return { ...screen, choices: screen.choices.slice(1) };
      }),
  },
  {
    name: "a timer that runs twice as long",
    breakIt: ({ machine }) =>
      replaced(machine.implementations.delays, "cartAbandoned", () => 60 * 60_000),
  },
  {
    name: "a transition to another state",
    breakIt: ({ machine }) => {
      const from = machine.getStateNodeById("ordering.attending.cancellingCart");
      const [declined] = from.transitions.get("cancel.declined") ?? [];
      if (declined === undefined) throw new Error("cancel.declined leads nowhere");
      const target = [machine.getStateNodeById("ordering.attending.choosingSection")];
      return replaced(declined as { target: unknown }, "target", () => target);
    },
  },
];

type Draw = Flow["screens"][string];

function guardSays(guard: string, verdict: boolean): Defect {
  return {
    name: `the guard ${guard} that says always ${verdict ? "yes" : "no"}`,
    breakIt: ({ machine }) => replaced(machine.implementations.guards, guard, () => () => verdict),
  };
}

function replaced<Holder extends object, Name extends string & keyof Holder>(
  holder: Holder,
  name: Name,
  change: (whole: Holder[Name]) => Holder[Name],
): () => void {
  const whole = holder[name];
  if (whole === undefined) throw new Error(`there is no ${name} to break`);
  holder[name] = change(whole);
  return () => {
    holder[name] = whole;
  };
}
