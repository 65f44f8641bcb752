import type { ChannelLimits } from "@mostrador/engine";

/**
 * What the Cloud API takes, from Meta's message reference. Whether Meta counts UTF-16 units, code points or
 * bytes is not documented; units are never fewer than code points, so counting them is the safe side.
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/send-messages
 */
export const whatsappLimits: ChannelLimits = {
  text: 4096,
  // A list row's id; a button's may have 256.
  choiceId: 200,
  caption: 1024,
  footer: 60,
  buttons: { max: 3, label: 20, text: 1024 },
  list: {
    rows: 10,
    sections: 10,
    label: 24,
    description: 72,
    sectionTitle: 24,
    opener: 20,
    text: 4096,
  },
  link: { label: 20, text: 1024 },
  locationRequest: { text: 1024 },
  // A filled body has 1,024 in all: this leaves room for the template's own words.
  template: { parameter: 700 },
};

/** What only the renderer needs to know. */
export const rendererLimits = {
  /** `biz_opaque_callback_data`. */
  opaque: 512,
  /** Of messages, media and people: ours to bound, Meta's are far shorter. */
  id: 512,
  fileName: 240,
  url: 2000,
  template: {
    name: 512,
    buttons: 10,
    /** All parameters of a body together. */
    parameters: 900,
  },
};
