// What Meta's message endpoint takes, written from its reference and sharing nothing with the renderer: neither its
// limits nor its way to count.

/** Every reason for which a request to `/messages` would be refused. */
export function refusalsOf(request: unknown): string[] {
  const errors: string[] = [];
  const check = (holds: boolean, problem: string) => {
    if (!holds) errors.push(problem);
  };
  const root = record(request);
  check(root["messaging_product"] === "whatsapp", "messaging_product");
  if (root["status"] === "read") {
    onlyKeys(root, ["messaging_product", "status", "message_id", "typing_indicator"], check);
    check(filled(root["message_id"], 10_000), "message_id");
    return errors;
  }
  const type = String(root["type"]);
  const envelope = ["messaging_product", "recipient_type", "to", "recipient", "type", type];
  onlyKeys(root, [...envelope, "biz_opaque_callback_data"], check);
  checkRecipient(root, check);
  if ("biz_opaque_callback_data" in root)
    check(filled(root["biz_opaque_callback_data"], 512), "biz_opaque_callback_data");
  const content = contents[type];
  check(content !== undefined, `type ${type}`);
  content?.(record(root[type]), check);
  return errors;
}

type Check = (holds: boolean, problem: string) => void;
type Fields = Record<string, unknown>;

function checkRecipient(root: Fields, check: Check) {
  const { to, recipient } = root;
  check((to === undefined) !== (recipient === undefined), "one recipient");
  if (to !== undefined) check(matches(to, /^\+\d{5,20}$/), "to");
  if (recipient !== undefined)
    check(matches(recipient, /^[A-Z]{2}\.[A-Za-z0-9]{1,128}$/), "recipient");
}

const contents: Record<string, (content: Fields, check: Check) => void> = {
  text: (text, check) => {
    onlyKeys(text, ["body", "preview_url"], check);
    check(filled(text["body"], 4096), "text.body");
  },
  image: (image, check) => {
    onlyKeys(image, ["id", "link", "caption"], check);
    checkFile(image, check);
  },
  document: (document, check) => {
    onlyKeys(document, ["id", "link", "caption", "filename"], check);
    checkFile(document, check);
    if ("filename" in document) check(filled(document["filename"], 240), "filename");
  },
  reaction: (reaction, check) => {
    onlyKeys(reaction, ["message_id", "emoji"], check);
    check(filled(reaction["message_id"], 10_000), "reaction.message_id");
    const emoji = String(reaction["emoji"]);
    const graphemes = [...new Intl.Segmenter().segment(emoji)].length;
    check(emoji === "" || (graphemes === 1 && /\p{Emoji}/u.test(emoji)), "emoji");
  },
  interactive: (interactive, check) => {
    const checkKind = interactives[String(interactive["type"])];
    check(checkKind !== undefined, "interactive.type");
    checkKind?.(interactive, check);
  },
  template: (template, check) => {
    check(matches(template["name"], /^[a-z0-9_]{1,512}$/), "template.name");
    check(filled(record(template["language"])["code"], 10), "template.language");
    checkComponents(list(template["components"] ?? []), check);
  },
};

const interactives: Record<string, (interactive: Fields, check: Check) => void> = {
  button: (message, check) => {
    onlyKeys(message, ["type", "body", "footer", "action"], check);
    checkWords(message, 1024, check);
    const buttons = list(record(message["action"])["buttons"]);
    check(buttons.length >= 1 && buttons.length <= 3, "1 to 3 buttons");
    check(
      buttons.every((button) => record(button)["type"] === "reply"),
      "button type",
    );
    checkChoices(
      buttons.map((button) => record(record(button)["reply"])),
      { title: 20, id: 256 },
      check,
    );
  },
  list: (message, check) => {
    onlyKeys(message, ["type", "body", "footer", "action"], check);
    checkWords(message, 4096, check);
    const action = record(message["action"]);
    check(oneLine(action["button"], 20), "opener");
    const sections = list(action["sections"]).map(record);
    check(sections.length >= 1 && sections.length <= 10, "1 to 10 sections");
    for (const section of sections) {
      onlyKeys(section, ["title", "rows"], check);
      check(list(section["rows"]).length >= 1, "empty section");
      const needsTitle = sections.length > 1 || "title" in section;
      if (needsTitle) check(oneLine(section["title"], 24), "section title");
    }
    const rows = sections.flatMap((section) => list(section["rows"]).map(record));
    check(rows.length <= 10, "10 rows in all");
    checkChoices(rows, { title: 24, id: 200 }, check);
    for (const row of rows) {
      onlyKeys(row, ["id", "title", "description"], check);
      if ("description" in row) check(oneLine(row["description"], 72), "row description");
    }
  },
  cta_url: (message, check) => {
    onlyKeys(message, ["type", "body", "action"], check);
    checkWords(message, 1024, check);
    const action = record(message["action"]);
    check(action["name"] === "cta_url", "cta_url name");
    const { display_text, url } = record(action["parameters"]);
    check(oneLine(display_text, 20), "display_text");
    check(matches(url, /^https?:\/\/[^\s]+$/), "url");
  },
  location_request_message: (message, check) => {
    onlyKeys(message, ["type", "body", "action"], check);
    checkWords(message, 1024, check);
    check(record(message["action"])["name"] === "send_location", "send_location");
  },
};

function checkWords(message: Fields, limit: number, check: Check) {
  check(filled(record(message["body"])["text"], limit), "body");
  if ("footer" in message) check(oneLine(record(message["footer"])["text"], 60), "footer");
}

function checkChoices(choices: Fields[], limit: { title: number; id: number }, check: Check) {
  for (const { id, title } of choices) {
    check(filled(id, limit.id) && String(id).trim() === id, "choice id");
    check(oneLine(title, limit.title), "choice title");
  }
  check(new Set(choices.map(({ id }) => id)).size === choices.length, "ids differ");
  check(new Set(choices.map(({ title }) => title)).size === choices.length, "titles differ");
}

function checkFile(file: Fields, check: Check) {
  const { id, link } = file;
  check((id === undefined) !== (link === undefined), "id or link");
  if (id !== undefined) check(filled(id, 10_000), "media id");
  if (link !== undefined) check(matches(link, /^https?:\/\/[^\s]+$/), "media link");
  if ("caption" in file) check(filled(file["caption"], 1024), "caption");
}

function checkComponents(components: unknown[], check: Check) {
  let bodyLength = 0;
  const indexes: unknown[] = [];
  for (const { type, sub_type, index, parameters } of components.map(record)) {
    check(list(parameters).length > 0, "component without parameters");
    for (const parameter of list(parameters).map(record)) {
      if (type === "body") {
        check(matches(parameter["text"], /^\S(?:(?!\s{5}|[\n\r\t]).)*$/su), "template parameter");
        bodyLength += String(parameter["text"]).length;
      } else {
        check(sub_type === "quick_reply" && matches(index, /^\d$/), "button index");
        check(filled(parameter["payload"], 256), "payload");
        indexes.push(index);
      }
    }
  }
  check(bodyLength <= 1024, "filled body");
  check(new Set(indexes).size === indexes.length, "button twice");
}

function record(value: unknown): Fields {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** UTF-16 units, well-formed, and something to see in it. */
function filled(value: unknown, limit: number): boolean {
  if (typeof value !== "string" || value.length > limit || !value.isWellFormed()) return false;
  return /[^\p{C}\p{Z}\p{M}]/u.test(value) && !value.includes("\0");
}

function matches(value: unknown, pattern: RegExp): boolean {
  return typeof value === "string" && pattern.test(value);
}

function oneLine(value: unknown, limit: number): boolean {
  return filled(value, limit) && !matches(value, /[\n\r\t]/);
}

function onlyKeys(fields: Fields, keys: string[], check: Check) {
  for (const key of Object.keys(fields)) check(keys.includes(key), `unknown key ${key}`);
}
