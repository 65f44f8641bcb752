import type { ChannelLimits } from "../src/channel.ts";

/** Limits of a channel like the WhatsApp Cloud API in 2026, for tests that need no channel. */
export const whatsappLikeLimits: ChannelLimits = {
  text: 4096,
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
  template: { parameter: 1024 },
};
