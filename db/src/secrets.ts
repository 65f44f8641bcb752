// Credentials at rest: AES-256-GCM under data keys, each data key wrapped by a master key that is never stored here.
// Rotating the master key re-wraps the data keys and touches no secret.

import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import { Bug } from "@mostrador/engine";

import type { Database } from "./database.ts";

const algorithm = "aes-256-gcm";
const keyBytes = 32;
/** NIST SP 800-38D: 96 bits, random, far fewer than 2^32 secrets per key. */
const ivBytes = 12;

/** `id` is a fingerprint: it tells keys apart and opens nothing. */
export type MasterKey = { id: string; key: Buffer };

/**
 * The master key out of base64, or of a file that holds it. With `create` a missing file is written
 * with a new key, readable by its owner only. Throws where it is not 32 bytes.
 */
export function readMasterKey(
  source: { value: string } | { file: string; create?: boolean },
): MasterKey {
  if ("file" in source && source.create === true && !existsSync(source.file)) {
    mkdirSync(path.dirname(source.file), { recursive: true });
    writeFileSync(source.file, `${randomBytes(keyBytes).toString("base64")}\n`, { mode: 0o600 });
  }
  const text = "file" in source ? readFileSync(source.file, "utf8") : source.value;
  const key = Buffer.from(text.trim(), "base64");
  if (key.length !== keyBytes) {
    throw new Error(`the master key is ${key.length} bytes long, not ${keyBytes} in base64`);
  }
  return { id: createHash("sha256").update(key).digest("hex").slice(0, 12), key };
}

export type Vault = {
  /** `purpose` says what the secret is, e.g. `number/1/token`: sealed for one, it opens for no other. */
  seal(plain: string, purpose: string): string;
  open(sealed: string, purpose: string): string;
  /** Wraps every data key anew. Both keys work until it is done, in every process that has both. */
  rewrap(next: MasterKey): Promise<void>;
};

/** Opens the data keys, making the first one. Throws where the master key is not the one that wrapped them. */
export async function openVault(database: Database, master: MasterKey): Promise<Vault> {
  const keys = await loadDataKeys(database, master);
  const [current] = keys.keys();
  if (current === undefined) throw new Bug("no data key");

  return {
    seal: (plain, purpose) =>
      `${current}.${encrypt(keyOf(keys, current), Buffer.from(plain), purpose)}`,
    open: (sealed, purpose) => {
      const [keyId = "", ...parts] = sealed.split(".");
      return decrypt(keyOf(keys, keyId), parts.join("."), purpose).toString();
    },
    rewrap: (next) =>
      database.transaction({ role: "owner" }, async (session) => {
        for (const [keyId, key] of keys) {
          await session.query(
            "update data_keys set wrapped = $2, master_key_id = $3 where key_id = $1",
            [keyId, encrypt(next.key, key, keyId), next.id],
          );
        }
      }),
  };
}

async function loadDataKeys(database: Database, master: MasterKey): Promise<Map<string, Buffer>> {
  return database.transaction({ role: "owner" }, async (session) => {
    // Two processes that start at once on an empty database make one key.
    await session.query("lock table data_keys in share row exclusive mode");
    let rows = await session.query<{ key_id: string; master_key_id: string; wrapped: string }>(
      "select key_id, master_key_id, wrapped from data_keys order by key_id desc",
    );
    if (rows.length === 0) {
      const row = newDataKey(master);
      await session.query(
        "insert into data_keys (key_id, master_key_id, wrapped) values ($1, $2, $3)",
        [row.key_id, row.master_key_id, row.wrapped],
      );
      rows = [row];
    }
    return new Map(
      rows.map((row) => {
        if (row.master_key_id !== master.id) {
          throw new Error(
            `the stored credentials are wrapped by master key ${row.master_key_id}, and ${master.id} was given`,
          );
        }
        return [row.key_id, decrypt(master.key, row.wrapped, row.key_id)];
      }),
    );
  });
}

function newDataKey(master: MasterKey) {
  const keyId = `k${randomBytes(4).toString("hex")}`;
  return {
    key_id: keyId,
    master_key_id: master.id,
    wrapped: encrypt(master.key, randomBytes(keyBytes), keyId),
  };
}

function keyOf(keys: ReadonlyMap<string, Buffer>, keyId: string): Buffer {
  const key = keys.get(keyId);
  if (key === undefined) throw new Error(`no data key ${keyId}`);
  return key;
}

/** `iv.tag.ciphertext`, each in base64url. */
function encrypt(key: Buffer, plain: Buffer, purpose: string): string {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv(algorithm, key, iv).setAAD(Buffer.from(purpose));
  const text = Buffer.concat([cipher.update(plain), cipher.final()]);
  return [iv, cipher.getAuthTag(), text].map((part) => part.toString("base64url")).join(".");
}

function decrypt(key: Buffer, sealed: string, purpose: string): Buffer {
  const [iv, tag, text] = sealed.split(".").map((part) => Buffer.from(part, "base64url"));
  if (iv === undefined || tag === undefined || text === undefined) {
    throw new Error("a sealed secret is not whole");
  }
  const decipher = createDecipheriv(algorithm, key, iv, { authTagLength: 16 })
    .setAAD(Buffer.from(purpose))
    .setAuthTag(tag);
  return Buffer.concat([decipher.update(text), decipher.final()]);
}
