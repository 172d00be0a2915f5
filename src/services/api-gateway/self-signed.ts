/** A certificate signed by its own key (X.509 v3, RSA 2048, SHA-256), as PEM: Node can read certificates, not make them. */
import { generateKeyPairSync, randomBytes, sign } from "node:crypto";

const SEQUENCE = 0x30;
const SET = 0x31;

function tagged(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  const { length } = body;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), body]);
}

// Object identifiers, already encoded.
const COMMON_NAME = Buffer.from("0603550403", "hex");
const SHA256_WITH_RSA = tagged(SEQUENCE, Buffer.from("06092a864886f70d01010b0500", "hex"));
const VERSION_3 = Buffer.from("a003020102", "hex");

const nameOf = (common: string): Buffer =>
  tagged(SEQUENCE, tagged(SET, tagged(SEQUENCE, COMMON_NAME, tagged(0x0c, Buffer.from(common)))));

const utcTime = (time: number): Buffer =>
  tagged(0x17, Buffer.from(`${new Date(time).toISOString().replaceAll(/[-:T]/g, "").slice(2, 14)}Z`));

export function selfSignedCertificate(name: string, from: number, until: number): string {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const serial = randomBytes(8);
  // A positive number: the first bit is its sign.
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40;
  const content = tagged(
    SEQUENCE,
    VERSION_3,
    tagged(0x02, serial),
    SHA256_WITH_RSA,
    nameOf(name),
    tagged(SEQUENCE, utcTime(from), utcTime(until)),
    nameOf(name),
    publicKey.export({ format: "der", type: "spki" }),
  );
  const signature = tagged(0x03, Buffer.from([0]), sign("sha256", content, privateKey));
  const lines =
    tagged(SEQUENCE, content, SHA256_WITH_RSA, signature)
      .toString("base64")
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`;
}
