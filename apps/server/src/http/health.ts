import { Hono } from "hono";

export type Health = {
  /** True once the database answers and the workers run. Bounded in time by its maker. */
  ready(): Promise<boolean>;
};

/** `/healthz`: the process lives. `/readyz`: it may be sent traffic. Neither tells more. */
export function healthRoutes(health: Health): Hono {
  const routes = new Hono();
  routes.get("/healthz", (context) => context.json({ status: "ok" }));
  routes.get("/readyz", async (context) => {
    const ready = await health.ready().catch(() => false);
    return context.json({ status: ready ? "ready" : "not ready" }, ready ? 200 : 503);
  });
  return routes;
}
