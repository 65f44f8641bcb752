// `npm run seed`: loads demo shops, their teams and one number each into DATABASE_URL, credentials encrypted.

import path from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";

import { openDatabase } from "../database.ts";
import { openVault, readMasterKey } from "../secrets.ts";
import { demoShopNames, readDemoShop } from "./demo-shops.ts";
import { seedShop } from "./seed-shop.ts";

const usage = `npm run seed -- [--shop NAME | --all]

Loads a demo shop (default la-esquina) into DATABASE_URL with the number and credentials of the
environment; see .env.example. Again: shops stay as they are, credentials are renewed.
With --all each shop keeps its own phone number id.

Shops: ${demoShopNames().join(", ")}`;

const environmentSchema = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  MASTER_KEY: z.string().min(1).optional(),
  MASTER_KEY_FILE: z.string().min(1).optional(),
  WHATSAPP_APP_ID: z.string().min(1),
  WHATSAPP_APP_SECRET: z.string().min(1),
  WHATSAPP_VERIFY_TOKEN: z.string().min(1),
  WHATSAPP_ACCESS_TOKEN: z.string().min(1),
  WHATSAPP_PHONE_NUMBER_ID: z.string().regex(/^\d+$/).optional(),
});

const root = path.resolve(import.meta.dirname, "../../..");

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}

function readOptions() {
  try {
    return parseArgs({
      options: {
        shop: { type: "string", default: "la-esquina" },
        all: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    }).values;
  } catch (error) {
    return fail(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
}

function readEnvironment() {
  try {
    process.loadEnvFile(path.join(root, ".env"));
  } catch (error) {
    // No .env: everything comes from the environment.
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
  }
  const filled = Object.fromEntries(
    Object.entries(process.env).filter(([, value]) => value !== ""),
  );
  const parsed = environmentSchema.safeParse(filled);
  if (parsed.success) return parsed.data;
  const troubles = parsed.error.issues.map(
    ({ path: at, message }) => `  - ${at.join(".")}: ${message}`,
  );
  return fail(`The environment is not complete:\n${troubles.join("\n")}\nSee .env.example.`);
}

const options = readOptions();
if (options.help) {
  process.stdout.write(`${usage}\n`);
  process.exit(0);
}
const environment = readEnvironment();
const keySource =
  environment.MASTER_KEY === undefined
    ? environment.MASTER_KEY_FILE === undefined
      ? fail("MASTER_KEY or MASTER_KEY_FILE: the key that credentials are encrypted under.")
      : { file: path.resolve(root, environment.MASTER_KEY_FILE) }
    : { value: environment.MASTER_KEY };

const database = await openDatabase({ url: environment.DATABASE_URL, max: 2 });
try {
  await database.migrate();
  const vault = await openVault(database, readMasterKey(keySource));
  for (const name of options.all ? demoShopNames() : [options.shop]) {
    const phoneNumberId = options.all ? undefined : environment.WHATSAPP_PHONE_NUMBER_ID;
    const seeded = await seedShop(database, vault, {
      profile: readDemoShop(name),
      credentials: {
        appId: environment.WHATSAPP_APP_ID,
        appSecret: environment.WHATSAPP_APP_SECRET,
        verifyToken: environment.WHATSAPP_VERIFY_TOKEN,
        accessToken: environment.WHATSAPP_ACCESS_TOKEN,
        ...(phoneNumberId === undefined ? {} : { phoneNumberId }),
      },
    });
    const what = seeded.created ? "created" : "there already, credentials renewed";
    process.stdout.write(`${seeded.business}: ${what} (number ${seeded.numberId})\n`);
  }
} catch (error) {
  process.stderr.write(
    `Nothing was seeded: ${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exitCode = 1;
} finally {
  await database.close();
}
