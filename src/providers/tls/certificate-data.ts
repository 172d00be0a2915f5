/** `tls_certificate`: what certificates say, from a text or from a server. */
import { createHash, X509Certificate } from "node:crypto";
import { connect } from "node:tls";
import { BOOL, listOf, NUMBER, objectOf, STRING } from "../../terraform/lang/type.ts";
import { plainText } from "../../wire/plain-text.ts";
import { exactlyOneOf } from "../framework/combinations.ts";
import { defineDataSource } from "../framework/data-source.ts";
import type { PlainObject } from "../framework/plain.ts";
import { ProviderFailure } from "../framework/resource.ts";
import { type Element, elements, inside } from "./der.ts";
import { dottedId, printName } from "./names.ts";
import { firstPemBlock, pem } from "./pem.ts";
import { bodyFields, extensionOf } from "./x509.ts";

const CERTIFICATE = objectOf({
  cert_pem: STRING,
  is_ca: BOOL,
  issuer: STRING,
  max_path_length: NUMBER,
  not_after: STRING,
  not_before: STRING,
  public_key_algorithm: STRING,
  serial_number: STRING,
  sha1_fingerprint: STRING,
  signature_algorithm: STRING,
  subject: STRING,
  version: NUMBER,
});

/** Go's names of signature algorithms, by object id. */
const SIGNATURES: Readonly<Record<string, string>> = {
  "1.2.840.113549.1.1.4": "MD5-RSA",
  "1.2.840.113549.1.1.5": "SHA1-RSA",
  "1.2.840.113549.1.1.11": "SHA256-RSA",
  "1.2.840.113549.1.1.12": "SHA384-RSA",
  "1.2.840.113549.1.1.13": "SHA512-RSA",
  "1.2.840.113549.1.1.10": "SHA256-RSAPSS",
  "1.2.840.10045.4.1": "ECDSA-SHA1",
  "1.2.840.10045.4.3.2": "ECDSA-SHA256",
  "1.2.840.10045.4.3.3": "ECDSA-SHA384",
  "1.2.840.10045.4.3.4": "ECDSA-SHA512",
  "1.3.101.112": "Ed25519",
};
const KEYS: Readonly<Record<string, string>> = { rsa: "RSA", ec: "ECDSA", ed25519: "Ed25519", dsa: "DSA" };

function describe(der: Buffer): PlainObject {
  const parsed = new X509Certificate(der);
  const fields = bodyFields(der);
  const [, signature, issuer, , subject] = fields as [Element, Element, Element, Element, Element];
  const constraints = extensionOf(fields, "2.5.29.19");
  const limits = constraints ? inside(constraints) : [];
  const isCa = limits[0]?.tag === 0x01;
  const path = limits.find(({ tag }) => tag === 0x02);
  const utc = (text: string): string => new Date(text).toISOString().replace(/\.\d+Z$/, "Z");
  return {
    cert_pem: pem("CERTIFICATE", der),
    is_ca: isCa,
    issuer: printName(issuer),
    // Without constraints Go has 0, with constraints that set no limit -1.
    max_path_length: path ? Number(BigInt(`0x${path.content.toString("hex")}`)) : constraints ? -1 : 0,
    not_after: utc(parsed.validTo),
    not_before: utc(parsed.validFrom),
    public_key_algorithm: KEYS[parsed.publicKey.asymmetricKeyType ?? ""] ?? "0",
    serial_number: BigInt(`0x${parsed.serialNumber}`).toString(),
    sha1_fingerprint: createHash("sha1").update(der).digest("hex"),
    signature_algorithm: SIGNATURES[dottedId((elements(signature.content)[0] as Element).content)] ?? "0",
    subject: printName(subject),
    version: (inside((inside(der)[0] as Element).encoding)[0] as Element).tag === 0xa0 ? 3 : 1,
  };
}

/** The hash of how Go's %v prints the list. */
function idOf(certificates: readonly PlainObject[]): string {
  const quoted = (value: unknown): string => JSON.stringify(value);
  const items = certificates.map(
    (c) =>
      `{${[
        quoted(c["signature_algorithm"]),
        quoted(c["public_key_algorithm"]),
        quoted(c["serial_number"]),
        plainText(c["is_ca"]),
        plainText(c["max_path_length"]),
        plainText(c["version"]),
        quoted(c["issuer"]),
        quoted(c["subject"]),
        quoted(c["not_before"]),
        quoted(c["not_after"]),
        quoted(c["sha1_fingerprint"]),
        quoted(c["cert_pem"]),
      ].join(" ")}}`,
  );
  return createHash("sha1")
    .update(`[${items.join(" ")}]`)
    .digest("hex");
}

/** The certificates a server presents, the root last only when it sends it. */
function presented(url: URL, verify: boolean): Promise<Buffer[]> {
  return new Promise((resolve, reject) => {
    const host = url.hostname.replace(/^\[|\]$/g, "");
    const socket = connect(
      { host, port: Number(url.port || 443), servername: host, rejectUnauthorized: verify },
      () => {
        const chain: Buffer[] = [];
        for (let at = socket.getPeerCertificate(true); at?.raw; at = at.issuerCertificate) {
          if (chain.some((seen) => seen.equals(at.raw))) break;
          chain.push(at.raw);
        }
        socket.end();
        resolve(chain.reverse());
      },
    );
    socket.on("error", reject);
  });
}

export const certificateData = defineDataSource({
  schema: {
    attributes: {
      url: { type: STRING, optional: true },
      content: { type: STRING, optional: true },
      verify_chain: { type: BOOL, optional: true },
      certificates: { type: listOf(CERTIFICATE), computed: true },
      id: { type: STRING, computed: true },
    },
  },
  validate: (config) => exactlyOneOf(config, ["url", "content"]),
  async read(config) {
    let ders: Buffer[];
    if (typeof config["content"] === "string") {
      // Only the first block counts.
      const block = firstPemBlock(config["content"]);
      if (block?.label !== "CERTIFICATE") {
        return new ProviderFailure("Failed to decoded PEM", "failed to decode PEM block: decoded bytes 0, undecoded 0");
      }
      ders = [block.der];
    } else {
      try {
        ders = await presented(new URL(config["url"] as string), config["verify_chain"] !== false);
      } catch (error) {
        return new ProviderFailure("Failed to identify fetch peer certificates", (error as Error).message);
      }
    }
    const certificates = ders.map(describe);
    return { attributes: { certificates, id: idOf(certificates), verify_chain: config["verify_chain"] ?? true } };
  },
});
