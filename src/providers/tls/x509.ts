/** Certificates and certificate requests: built and signed, and read as far as the provider tells of them. */
import { createHash, createPublicKey, type KeyObject, randomBytes, sign } from "node:crypto";
import { isIP } from "node:net";
import {
  bits,
  boolean,
  context,
  contextPrimitive,
  type Element,
  elements,
  inside,
  integer,
  objectId,
  octets,
  SET,
  sequence,
  tagged,
  time,
} from "./der.ts";
import { algorithmOf, publicDer } from "./keys.ts";
import { dottedId } from "./names.ts";

/** Bits of the key-usage extension, and ids of extended uses, by the provider's names. */
const KEY_USES: Readonly<Record<string, number>> = {
  digital_signature: 0,
  content_commitment: 1,
  key_encipherment: 2,
  data_encipherment: 3,
  key_agreement: 4,
  cert_signing: 5,
  crl_signing: 6,
  encipher_only: 7,
  decipher_only: 8,
};
const EXTENDED_USES: Readonly<Record<string, string>> = {
  any_extended: "2.5.29.37.0",
  server_auth: "1.3.6.1.5.5.7.3.1",
  client_auth: "1.3.6.1.5.5.7.3.2",
  code_signing: "1.3.6.1.5.5.7.3.3",
  email_protection: "1.3.6.1.5.5.7.3.4",
  ipsec_end_system: "1.3.6.1.5.5.7.3.5",
  ipsec_tunnel: "1.3.6.1.5.5.7.3.6",
  ipsec_user: "1.3.6.1.5.5.7.3.7",
  timestamping: "1.3.6.1.5.5.7.3.8",
  ocsp_signing: "1.3.6.1.5.5.7.3.9",
  microsoft_server_gated_crypto: "1.3.6.1.4.1.311.10.3.3",
  netscape_server_gated_crypto: "2.16.840.1.113730.4.1",
  microsoft_commercial_code_signing: "1.3.6.1.4.1.311.2.1.22",
  microsoft_kernel_code_signing: "1.3.6.1.4.1.311.61.1.1",
};

export const ALLOWED_USES: readonly string[] = [...Object.keys(KEY_USES), ...Object.keys(EXTENDED_USES)].sort();

const ED25519 = "1.3.101.112";

export interface AlternativeNames {
  readonly dns: readonly string[];
  readonly ips: readonly string[];
  readonly uris: readonly string[];
}

export interface CertificateContent {
  readonly serial: bigint;
  readonly subject: Buffer;
  readonly issuer: Buffer;
  readonly notBefore: number;
  readonly notAfter: number;
  readonly publicKey: Buffer;
  readonly uses: readonly string[];
  readonly isCa: boolean;
  readonly maxPathLength: number | undefined;
  readonly subjectKeyId: Buffer | undefined;
  readonly authorityKeyId: Buffer | undefined;
  /** The extension's content, as `alternativeNames` makes it. */
  readonly names: Buffer | undefined;
}

/** 128 random bits. */
export const newSerial = (): bigint => BigInt(`0x${randomBytes(16).toString("hex")}`);

/** SHA-1 of the public key's bits; the provider hashes those of an Ed25519 key as an octet string. */
export function keyId(publicKey: Buffer): Buffer {
  const [algorithm, key] = inside(publicKey) as [Element, Element];
  const bytes = key.content.subarray(1);
  const isEd25519 = dottedId((elements(algorithm.content)[0] as Element).content) === ED25519;
  return createHash("sha1")
    .update(isEd25519 ? octets(bytes) : bytes)
    .digest();
}

export function alternativeNames({ dns, ips, uris }: AlternativeNames): Buffer | undefined {
  if (dns.length + ips.length + uris.length === 0) return undefined;
  return sequence(
    ...dns.map((name) => contextPrimitive(2, Buffer.from(name))),
    ...ips.map((address) => contextPrimitive(7, addressBytes(address))),
    ...uris.map((uri) => contextPrimitive(6, Buffer.from(uri))),
  );
}

function addressBytes(address: string): Buffer {
  const dotted = (text: string): Buffer => Buffer.from(text.split(".").map(Number));
  if (isIP(address) === 4) return dotted(address);
  // An address that ends in the dotted form of version 4: a mapped one is written as that.
  const mapped = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(address);
  if (mapped) {
    const tail = dotted(mapped[2] as string);
    if (/^(0*:)*:?ffff:$/i.test(mapped[1] as string)) return tail;
    return addressBytes(`${mapped[1]}${tail.toString("hex", 0, 2)}:${tail.toString("hex", 2)}`);
  }
  const [head = "", tail] = address.split("::");
  const groups = (part: string): string[] => (part === "" ? [] : part.split(":"));
  const front = groups(head);
  const back = tail === undefined ? [] : groups(tail);
  const middle = Array.from({ length: tail === undefined ? 0 : 8 - front.length - back.length }, () => "0");
  return Buffer.concat([...front, ...middle, ...back].map((group) => Buffer.from(group.padStart(4, "0"), "hex")));
}

const extension = (id: string, critical: boolean, value: Buffer): Buffer =>
  critical ? sequence(objectId(id), boolean(true), octets(value)) : sequence(objectId(id), octets(value));

export const SUBJECT_ALTERNATIVE_NAME = "2.5.29.17";

/** In the order Go writes them. */
function extensions(content: CertificateContent): Buffer[] {
  const found: Buffer[] = [];
  const keyUses = content.uses.flatMap((use) => KEY_USES[use] ?? []);
  if (keyUses.length > 0) found.push(extension("2.5.29.15", true, keyUsage(keyUses)));
  const extended = content.uses.flatMap((use) => EXTENDED_USES[use] ?? []);
  if (extended.length > 0) found.push(extension("2.5.29.37", false, sequence(...extended.map(objectId))));
  found.push(extension("2.5.29.19", true, basicConstraints(content)));
  if (content.subjectKeyId) found.push(extension("2.5.29.14", false, octets(content.subjectKeyId)));
  if (content.authorityKeyId) {
    found.push(extension("2.5.29.35", false, sequence(contextPrimitive(0, content.authorityKeyId))));
  }
  if (content.names) found.push(extension(SUBJECT_ALTERNATIVE_NAME, false, content.names));
  return found;
}

function basicConstraints({ isCa, maxPathLength }: CertificateContent): Buffer {
  if (!isCa) return sequence();
  // A path length of zero is not written: the real provider leaves it out.
  return maxPathLength ? sequence(boolean(true), integer(BigInt(maxPathLength))) : sequence(boolean(true));
}

function keyUsage(uses: readonly number[]): Buffer {
  const bytes = [0, 0];
  for (const use of uses) bytes[use >> 3] = (bytes[use >> 3] as number) | (0x80 >> (use & 7));
  const used = bytes[1] === 0 ? bytes.slice(0, 1) : bytes;
  const last = used.at(-1) as number;
  let unused = 0;
  while (unused < 7 && ((last >> unused) & 1) === 0) unused++;
  return bits(Buffer.from(used), unused);
}

interface SignatureAlgorithm {
  readonly identifier: Buffer;
  readonly hash: string | undefined;
}

function signatureAlgorithm(key: KeyObject): SignatureAlgorithm {
  switch (algorithmOf(key)) {
    case "RSA":
      return { identifier: sequence(objectId("1.2.840.113549.1.1.11"), Buffer.from([0x05, 0])), hash: "sha256" };
    case "ED25519":
      return { identifier: sequence(objectId(ED25519)), hash: undefined };
    case "ECDSA": {
      const curve = key.asymmetricKeyDetails?.namedCurve;
      const [id, hash] =
        curve === "secp384r1" ? ["3", "sha384"] : curve === "secp521r1" ? ["4", "sha512"] : ["2", "sha256"];
      return { identifier: sequence(objectId(`1.2.840.10045.4.3.${id}`)), hash };
    }
  }
}

function signed(content: Buffer, key: KeyObject, { identifier, hash }: SignatureAlgorithm): Buffer {
  return sequence(content, identifier, bits(sign(hash, content, key)));
}

export function certificate(content: CertificateContent, issuerKey: KeyObject): Buffer {
  const algorithm = signatureAlgorithm(issuerKey);
  const body = sequence(
    context(0, integer(2n)),
    integer(content.serial),
    algorithm.identifier,
    content.issuer,
    sequence(time(content.notBefore), time(content.notAfter)),
    content.subject,
    content.publicKey,
    context(3, sequence(...extensions(content))),
  );
  return signed(body, issuerKey, algorithm);
}

const EXTENSION_REQUEST = "1.2.840.113549.1.9.14";

export function certificateRequest(subject: Buffer, names: Buffer | undefined, key: KeyObject): Buffer {
  const attributes = names
    ? [sequence(objectId(EXTENSION_REQUEST), tagged(SET, sequence(extension(SUBJECT_ALTERNATIVE_NAME, false, names))))]
    : [];
  const body = sequence(integer(0n), subject, publicDer(key), context(0, ...attributes));
  return signed(body, key, signatureAlgorithm(key));
}

export interface RequestContent {
  readonly subject: Buffer;
  readonly publicKey: Buffer;
  readonly names: Buffer | undefined;
}

/** What a certificate takes over from a request. Throws for bytes that are no request. */
export function readRequest(der: Buffer): RequestContent {
  const body = inside(der)[0] as Element;
  const [, subject, publicKey, attributes] = elements(body.content) as [Element, Element, Element, Element?];
  createPublicKey({ key: publicKey.encoding, format: "der", type: "spki" });
  let names: Buffer | undefined;
  for (const attribute of attributes ? elements(attributes.content) : []) {
    const [id, values] = elements(attribute.content) as [Element, Element];
    if (dottedId(id.content) !== EXTENSION_REQUEST) continue;
    for (const found of inside(values.content)) {
      const parts = elements(found.content);
      if (dottedId((parts[0] as Element).content) === SUBJECT_ALTERNATIVE_NAME)
        names = (parts.at(-1) as Element).content;
    }
  }
  return { subject: subject.encoding, publicKey: publicKey.encoding, names };
}

export interface IssuerContent {
  readonly subject: Buffer;
  readonly publicKey: Buffer;
  readonly subjectKeyId: Buffer | undefined;
  readonly isCa: boolean;
}

/** What a certificate needs of the one above it. */
export function readIssuer(der: Buffer): IssuerContent {
  const fields = bodyFields(der);
  const constraints = extensionOf(fields, "2.5.29.19");
  return {
    subject: (fields[4] as Element).encoding,
    publicKey: (fields[5] as Element).encoding,
    subjectKeyId: extensionOf(fields, "2.5.29.14")?.subarray(2),
    isCa: constraints !== undefined && inside(constraints)[0]?.tag === 0x01,
  };
}

/** serial, signature, issuer, validity, subject, key, …: without the version. */
export function bodyFields(der: Buffer): Element[] {
  const fields = elements((inside(der)[0] as Element).content);
  return fields[0]?.tag === 0xa0 ? fields.slice(1) : fields;
}

export function extensionOf(fields: readonly Element[], id: string): Buffer | undefined {
  const wrapper = fields.find(({ tag }) => tag === 0xa3);
  for (const found of wrapper ? inside(wrapper.content) : []) {
    const parts = elements(found.content);
    if (dottedId((parts[0] as Element).content) === id) return (parts.at(-1) as Element).content;
  }
  return undefined;
}
