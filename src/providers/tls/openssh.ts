/** Keys in OpenSSH's formats: the public key's blob, and the private key file "openssh-key-v1" without a passphrase. */
import { createPrivateKey, createPublicKey, type KeyObject, randomBytes } from "node:crypto";
import { pem } from "../framework/pem.ts";
import { rsaKey } from "./rsa.ts";

const MAGIC = Buffer.from("openssh-key-v1\0");
const BLOCK_SIZE = 8;
const LINE_LENGTH = 70;

/** SSH's curve names, coordinate lengths and JWK names. */
const CURVES: Readonly<Record<string, { readonly ssh: string; readonly bytes: number }>> = {
  "P-256": { ssh: "nistp256", bytes: 32 },
  "P-384": { ssh: "nistp384", bytes: 48 },
  "P-521": { ssh: "nistp521", bytes: 66 },
};

const field = (bytes: Uint8Array | string): Buffer => {
  const body = Buffer.from(bytes as string);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  return Buffer.concat([length, body]);
};

/** A big-endian number, with a zero in front where it would look negative. */
function number(bytes: Buffer): Buffer {
  let start = 0;
  while (start < bytes.length - 1 && bytes[start] === 0) start++;
  const trimmed = bytes.subarray(start);
  return field((trimmed[0] as number) >= 0x80 ? Buffer.concat([Buffer.from([0]), trimmed]) : trimmed);
}

const part = (value: string | undefined): Buffer => Buffer.from(value ?? "", "base64url");

interface PublicBlob {
  readonly type: string;
  readonly blob: Buffer;
}

/** Undefined for a curve that SSH does not know. */
export function opensshPublicBlob(key: KeyObject): PublicBlob | undefined {
  if (isUnknownCurve(key)) return undefined;
  const jwk = createPublicKey(key).export({ format: "jwk" });
  if (jwk.kty === "RSA") {
    const type = "ssh-rsa";
    return { type, blob: Buffer.concat([field(type), number(part(jwk.e)), number(part(jwk.n))]) };
  }
  if (jwk.kty === "OKP") {
    const type = "ssh-ed25519";
    return { type, blob: Buffer.concat([field(type), field(part(jwk.x))]) };
  }
  const curve = CURVES[jwk.crv ?? ""];
  if (!curve) return undefined;
  const type = `ecdsa-sha2-${curve.ssh}`;
  return { type, blob: Buffer.concat([field(type), field(curve.ssh), field(point(jwk, curve.bytes))]) };
}

const isUnknownCurve = (key: KeyObject): boolean => key.asymmetricKeyDetails?.namedCurve === "secp224r1";

function point(jwk: { readonly x?: string; readonly y?: string }, bytes: number): Buffer {
  const pad = (value: Buffer): Buffer => Buffer.concat([Buffer.alloc(bytes - value.length), value]);
  return Buffer.concat([Buffer.from([4]), pad(part(jwk.x)), pad(part(jwk.y))]);
}

/** The whole file; empty for a curve that SSH does not know. */
export function opensshPrivateKey(key: KeyObject): string {
  const shared = opensshPublicBlob(key);
  if (!shared) return "";
  const jwk = key.export({ format: "jwk" });
  const curve = CURVES[jwk.crv ?? ""];
  const fields =
    jwk.kty === "RSA"
      ? [jwk.n, jwk.e, jwk.d, jwk.qi, jwk.p, jwk.q].map((value) => number(part(value)))
      : curve
        ? [field(curve.ssh), field(point(jwk, curve.bytes)), number(part(jwk.d))]
        : [field(part(jwk.x)), field(Buffer.concat([part(jwk.d), part(jwk.x)]))];
  const check = randomBytes(4);
  let secret = Buffer.concat([check, check, field(shared.type), ...fields, field("")]);
  const missing = (BLOCK_SIZE - (secret.length % BLOCK_SIZE)) % BLOCK_SIZE;
  secret = Buffer.concat([secret, Buffer.from(Array.from({ length: missing }, (_, i) => i + 1))]);
  const count = Buffer.from([0, 0, 0, 1]);
  const file = Buffer.concat([
    MAGIC,
    field("none"),
    field("none"),
    field(""),
    count,
    field(shared.blob),
    field(secret),
  ]);
  return pem("OPENSSH PRIVATE KEY", file, LINE_LENGTH);
}

/** The key, or why there is none in the words of Go's ssh package. Throws for a file that breaks off. */
export function readOpensshPrivateKey(file: Buffer): KeyObject | string {
  if (!file.subarray(0, MAGIC.length).equals(MAGIC)) return "ssh: invalid openssh private key format";
  const outer = new Fields(file.subarray(MAGIC.length));
  const cipher = outer.next().toString();
  outer.next();
  outer.next();
  outer.skip(4);
  outer.next();
  if (cipher !== "none") return "ssh: this private key is passphrase protected";
  const inner = new Fields(outer.next());
  inner.skip(8);
  const type = inner.next().toString();
  if (type === "ssh-rsa") {
    const [n, e, d, , p, q] = Array.from({ length: 6 }, () => inner.next()) as [
      Buffer,
      Buffer,
      Buffer,
      Buffer,
      Buffer,
      Buffer,
    ];
    const value = (bytes: Buffer): bigint => BigInt(`0x${bytes.toString("hex")}`);
    return rsaKey({ n: value(n), e: value(e), d: value(d), p: value(p), q: value(q) });
  }
  if (type === "ssh-ed25519") {
    const x = inner.next();
    const d = inner.next().subarray(0, 32);
    return createPrivateKey({
      key: { kty: "OKP", crv: "Ed25519", x: x.toString("base64url"), d: d.toString("base64url") },
      format: "jwk",
    });
  }
  const entry = Object.entries(CURVES).find(([, { ssh }]) => type === `ecdsa-sha2-${ssh}`);
  if (!entry) return "ssh: unhandled key type";
  const [crv, { bytes }] = entry;
  inner.next();
  const publicPoint = inner.next().subarray(1);
  const d = stripped(inner.next());
  return createPrivateKey({
    key: {
      kty: "EC",
      crv,
      x: publicPoint.subarray(0, bytes).toString("base64url"),
      y: publicPoint.subarray(bytes).toString("base64url"),
      d: Buffer.concat([Buffer.alloc(bytes - d.length), d]).toString("base64url"),
    },
    format: "jwk",
  });
}

function stripped(bytes: Buffer): Buffer {
  let start = 0;
  while (start < bytes.length - 1 && bytes[start] === 0) start++;
  return bytes.subarray(start);
}

class Fields {
  private readonly bytes: Buffer;
  private at = 0;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  next(): Buffer {
    const length = this.bytes.readUInt32BE(this.at);
    this.at += 4 + length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  skip(count: number): void {
    this.at += count;
  }
}
