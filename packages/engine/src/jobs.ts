import type { Advancer } from "./advance.ts";
import { Failure } from "./errors.ts";
import type { HostParts } from "./host-parts.ts";
import type { Outcome } from "./input.ts";
import type { DueJob, InstanceRef } from "./store.ts";

/** First wait before a job is tried again; doubles each time. */
const firstRetryMs = 1000;

/** Runs the jobs that are due and has the turns of their results taken. Returns how many ran. */
export async function runDueJobs<Domain>(
  parts: HostParts<Domain>,
  advancer: Pick<Advancer<Domain>, "follow">,
): Promise<number> {
  const { store, settings } = parts;
  const jobs = await store.claimJobs(settings.jobConcurrency, settings.jobLeaseMs);
  const woken = await Promise.all(jobs.map((job) => runJob(parts, job)));
  await advancer.follow(woken.filter((ref) => ref !== null));
  return jobs.length;
}

async function runJob<Domain>(parts: HostParts<Domain>, job: DueJob): Promise<InstanceRef | null> {
  const { store, settings, log } = parts;
  const outcome = await attempt(parts, job);
  if (outcome !== "again") return store.finishJob(job, outcome);

  const delayMs = firstRetryMs * 2 ** job.attempts * (1 + parts.chance());
  log("warn", "job.retried", {
    job: job.job,
    instance: job.instance,
    attempts: job.attempts + 1,
    trace: job.traceId,
  });
  await store.retryJob(job, Math.min(delayMs, settings.jobLeaseMs));
  return null;
}

/** `again`: worth another try. */
async function attempt<Domain>(parts: HostParts<Domain>, job: DueJob): Promise<Outcome | "again"> {
  const handler = parts.operations.jobs[job.job];
  if (handler === undefined) {
    parts.alert({
      key: `job.unknown:${job.job}`,
      business: job.business,
      message: `No handler for the job ${job.job}.`,
    });
    return { ok: false, error: { code: "job.unknown", message: job.job, details: null } };
  }
  try {
    // Ends before the lease does, so that two workers never run the same try.
    const signal = AbortSignal.timeout(parts.settings.jobLeaseMs / 2);
    return { ok: true, output: await handler(job, signal) };
  } catch (cause) {
    const failure = cause instanceof Failure ? cause : null;
    const last = failure?.retry === "never" || job.attempts + 1 >= parts.settings.jobMaxAttempts;
    if (!last) return "again";
    parts.log("error", "job.failed", {
      job: job.job,
      instance: job.instance,
      trace: job.traceId,
      error: String(cause),
    });
    return {
      ok: false,
      error: {
        code: failure?.code ?? "job.failed",
        message: String(cause),
        details: failure?.details ?? null,
      },
    };
  }
}
