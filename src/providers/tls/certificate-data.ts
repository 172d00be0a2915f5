/** `tls_certificate`: what certificates say, from a text or from a server. */
import { createHash, X509Certificate } from "node:crypto";
import { connect } from "node:tls";
import { quoteGo } from "../../terraform/lang/quote.ts";
import { BOOL, listOf, NUMBER, objectOf, STRING } from "../../terraform/lang/type.ts";
import type { Value } from "../../terraform/lang/value.ts";
import type { ProviderDiagnostic } from "../../terraform/provider.ts";
import { plainText } from "../../wire/plain-text.ts";
import { conflictsWith, exactlyOneOf } from "../framework/combinations.ts";
import { defineDataSource } from "../framework/data-source.ts";
import { firstPemBlock, pem } from "../framework/pem.ts";
import type { PlainObject } from "../framework/plain.ts";
import { ProviderFailure } from "../framework/resource.ts";
import { type Element, elements, inside } from "./der.ts";
import { dottedId, printName } from "./names.ts";
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
  const quoted = (value: unknown): string => quoteGo(value as string);
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

const PEM_LABELS = new Set([
  "PUBLIC KEY",
  "PRIVATE KEY",
  "RSA PRIVATE KEY",
  "EC PRIVATE KEY",
  "CERTIFICATE",
  "CERTIFICATE REQUEST",
]);

function checkUrl({ string: text }: Value): ProviderDiagnostic | undefined {
  const error = (summary: string, detail: string): ProviderDiagnostic => ({ severity: "error", summary, detail });
  const [, scheme = "", host = ""] = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)/i.exec(text) ?? [];
  if (host === "") return error("Invalid URL", `URL ${quoteGo(text)} contains no host`);
  if (["https", "tls"].includes(scheme.toLowerCase())) return undefined;
  return error(
    "Invalid URL scheme",
    `URL ${quoteGo(text)} expected to use scheme from ["https" "tls"], got: ${quoteGo(scheme)}`,
  );
}

function fetchFailure(url: URL, error: Error): string {
  const reason = connectionFailure(error as NodeJS.ErrnoException, url);
  return url.protocol === "tls:"
    ? `unable to execute TLS connection towards ${url.host}: ${reason}`
    : `failed to fetch certificates from URL 'https': Get ${quoteGo(url.port ? url.href : url.href.replace(url.host, `${url.host}:443`))}: ${reason}`;
}

// The most common failures as Go's net and crypto/tls tell them.
function connectionFailure({ code, message }: NodeJS.ErrnoException, url: URL): string {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  switch (code) {
    case "ECONNREFUSED":
      return `dial tcp ${host === "localhost" ? "127.0.0.1" : url.hostname}:${url.port || 443}: connect: connection refused`;
    case "ENOTFOUND":
      return `dial tcp: lookup ${host}: no such host`;
    case "DEPTH_ZERO_SELF_SIGNED_CERT":
    case "SELF_SIGNED_CERT_IN_CHAIN":
    case "UNABLE_TO_VERIFY_LEAF_SIGNATURE":
    case "UNABLE_TO_GET_ISSUER_CERT_LOCALLY":
      return "tls: failed to verify certificate: x509: certificate signed by unknown authority";
    default:
      return message;
  }
}

export const certificateData = defineDataSource({
  schema: {
    attributes: {
      url: { type: STRING, optional: true, check: checkUrl },
      content: { type: STRING, optional: true },
      verify_chain: { type: BOOL, optional: true },
      certificates: { type: listOf(CERTIFICATE), computed: true },
      id: { type: STRING, computed: true },
    },
  },
  validate: (config) => [
    ...exactlyOneOf(config, ["url", "content"]),
    ...conflictsWith(config, "verify_chain", ["content"]),
  ],
  async read(config) {
    let ders: Buffer[];
    if (typeof config["content"] === "string") {
      // Only the first block counts.
      const block = firstPemBlock(config["content"]);
      if (!block) {
        return new ProviderFailure("Failed to decoded PEM", "Value is not a valid PEM encoding of a certificate", [
          { kind: "attribute", name: "content" },
        ]);
      }
      if (!PEM_LABELS.has(block.label)) {
        return new ProviderFailure("Failed to identify PEM preamble", `unsupported PEM preamble/type: ${block.label}`);
      }
      if (block.label !== "CERTIFICATE") {
        return new ProviderFailure(
          "Unexpected PEM preamble",
          `Certificate PEM should be "CERTIFICATE", got ${quoteGo(block.label)}`,
        );
      }
      ders = [block.der];
    } else {
      const url = new URL(config["url"] as string);
      if (url.protocol === "tls:" && url.port === "") {
        return new ProviderFailure("URL malformed", `Port missing from URL: ${url.href}`);
      }
      try {
        ders = await presented(url, config["verify_chain"] !== false);
      } catch (error) {
        return new ProviderFailure("Failed to identify fetch peer certificates", fetchFailure(url, error as Error));
      }
    }
    let certificates: PlainObject[];
    try {
      certificates = ders.map(describe);
    } catch (error) {
      return new ProviderFailure("Unable to parse certificate", (error as Error).message);
    }
    return { attributes: { certificates, id: idOf(certificates), verify_chain: config["verify_chain"] ?? true } };
  },
});
