import type { Incoming, Media } from "@mostrador/engine";
import { z } from "zod";
import { identifier, maybe, maybeText, present } from "./lenient.ts";

/** `url` is good for five minutes and needs the token; the id is good for seven days. */
const file = {
  id: identifier,
  mime_type: maybeText,
  sha256: maybeText,
  url: maybeText,
};
type File = z.infer<z.ZodObject<typeof file>>;

function mediaOf(raw: File): Media {
  return present({
    id: raw.id,
    mimeType: raw.mime_type ?? "application/octet-stream",
    sha256: raw.sha256,
    url: raw.url,
  });
}

const captioned = z.object({ ...file, caption: maybeText });

const image = z
  .object({ image: captioned })
  .transform(({ image: raw }): Incoming =>
    present({ kind: "image", media: mediaOf(raw), caption: raw.caption }),
  );

const video = z
  .object({ video: captioned })
  .transform(({ video: raw }): Incoming =>
    present({ kind: "video", media: mediaOf(raw), caption: raw.caption }),
  );

const document = z
  .object({ document: captioned.extend({ filename: maybeText }) })
  .transform(({ document: raw }): Incoming =>
    present({
      kind: "document",
      media: mediaOf(raw),
      fileName: raw.filename,
      caption: raw.caption,
    }),
  );

const audio = z
  .object({ audio: z.object({ ...file, voice: maybe(z.boolean()) }) })
  .transform(({ audio: raw }): Incoming => ({
    kind: "audio",
    media: mediaOf(raw),
    voice: raw.voice ?? false,
  }));

const sticker = z
  .object({ sticker: z.object(file) })
  .transform(({ sticker: raw }): Incoming => ({ kind: "sticker", media: mediaOf(raw) }));

/** By the platform's `type`. */
export const media: readonly [string, z.ZodType<Incoming>][] = [
  ["image", image],
  ["video", video],
  ["document", document],
  ["audio", audio],
  ["sticker", sticker],
];
