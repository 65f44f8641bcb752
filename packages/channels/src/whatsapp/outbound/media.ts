import type { Outgoing, OutgoingMedia } from "@mostrador/engine";
import { rendererLimits, whatsappLimits as limits } from "../limits.ts";
import { body, unsendable } from "./body.ts";
import type { Body } from "./body.ts";
import { clean, cut, isIdentifier, isVisible, oneLine } from "./cut.ts";
import { webLink } from "./web-link.ts";

export function renderImage(message: Extract<Outgoing, { kind: "image" }>): Body {
  const file = fileOf(message.media);
  if (file === null) return unsendable("an image without a file");
  return body({ type: "image", image: { ...file, ...captionOf(message.caption) } });
}

export function renderDocument(message: Extract<Outgoing, { kind: "document" }>): Body {
  const file = fileOf(message.media);
  if (file === null) return unsendable("a document without a file");
  return body({
    type: "document",
    document: { ...file, ...captionOf(message.caption), ...fileNameOf(message.fileName) },
  });
}

function fileOf(media: OutgoingMedia): { id: string } | { link: string } | null {
  if ("id" in media) return isIdentifier(media.id, rendererLimits.id) ? { id: media.id } : null;
  const link = webLink(media.link);
  return link === null ? null : { link };
}

function captionOf(caption = ""): { caption?: string } {
  return isVisible(caption) ? { caption: cut(clean(caption), limits.caption) } : {};
}

/** The extension tells the phone what opens it, so a long name is cut before it. */
function fileNameOf(fileName: string): { filename?: string } {
  const name = oneLine(fileName).replaceAll(/[/\\]/g, "-");
  if (!isVisible(name)) return {};
  if (name.length <= rendererLimits.fileName) return { filename: name };
  const extension = /\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0] ?? "";
  const stem = name.slice(0, name.length - extension.length);
  return { filename: cut(stem, rendererLimits.fileName - extension.length) + extension };
}
