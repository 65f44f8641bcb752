import type { Bubble } from "./phone/bubble.ts";
import { roles } from "./stage.ts";
import type { Role, Stage } from "./stage.ts";

export type News = { role: Role; bubble: Bubble };

/** What came on either phone since the last call, in the order in which it happened; `told` remembers it. */
export async function readNews(stage: Stage, told: Set<string>): Promise<News[]> {
  let news = await untold(stage, told);
  // Again, as the phone that was read first may by now have something older than what the other one showed.
  if (news.length > 0) news = await untold(stage, told);
  for (const { bubble } of news) told.add(bubble.id);
  return news.sort((a, b) => a.bubble.atMs - b.bubble.atMs || a.bubble.order - b.bubble.order);
}

async function untold(stage: Stage, told: Set<string>): Promise<News[]> {
  const news: News[] = [];
  for (const role of roles) {
    const bubbles = await stage.phones[role].messages();
    for (const bubble of bubbles) if (!told.has(bubble.id)) news.push({ role, bubble });
  }
  return news;
}
