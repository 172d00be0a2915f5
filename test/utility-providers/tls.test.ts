/** Source: the sources of hashicorp/tls (4.x) and Go's crypto/x509; key ids as in recorded certificates of 4.2.1. */
import { createHash, createPrivateKey, createPublicKey, X509Certificate } from "node:crypto";
import { expect, test } from "vitest";
import type { PlainObject } from "../../src/providers/framework/plain.ts";
import { tlsProvider } from "../../src/providers/tls/provider.ts";
import { objectsOf } from "../support/utility-objects.ts";

const privateKey = objectsOf(tlsProvider, "tls_private_key");
const selfSigned = objectsOf(tlsProvider, "tls_self_signed_cert");
const request = objectsOf(tlsProvider, "tls_cert_request");
const locallySigned = objectsOf(tlsProvider, "tls_locally_signed_cert");

async function made(promise: Promise<unknown>): Promise<PlainObject> {
  const { attributes } = (await promise) as { attributes?: PlainObject };
  if (!attributes) throw new Error(`Not made: ${JSON.stringify(await promise)}`);
  return attributes;
}
const keyOf = async (algorithm: string): Promise<string> =>
  (await made(privateKey.create({ algorithm, rsa_bits: 2048, ecdsa_curve: "P256" })))["private_key_pem"] as string;
const key = await keyOf("ED25519");
const otherKey = await keyOf("ECDSA");
const base = { private_key_pem: key, validity_period_hours: 1, allowed_uses: ["cert_signing"] };
const ca = await made(selfSigned.create({ ...base, is_ca_certificate: true, subject: [{ common_name: "CA" }] }));

test("an RSA key has an odd number of bits when it is asked for", async () => {
  const { private_key_pem, private_key_openssh } = await made(
    privateKey.create({ algorithm: "RSA", rsa_bits: 2049, ecdsa_curve: "P224" }),
  );
  expect(createPrivateKey(private_key_pem as string).asymmetricKeyDetails?.modulusLength).toBe(2049);
  const read = await made(
    objectsOf(tlsProvider, "tls_public_key").read({ private_key_openssh: private_key_openssh as string }),
  );
  expect(createPublicKey(read["public_key_pem"] as string).equals(createPublicKey(private_key_pem as string))).toBe(
    true,
  );
});

test("an RSA key is not made too small", async () => {
  expect(await privateKey.create({ algorithm: "RSA", rsa_bits: 1023, ecdsa_curve: "P224" })).toEqual({
    errors: [
      "Unable to generate Key from configuration: crypto/rsa: 1023-bit keys are insecure (see https://go.dev/pkg/crypto/rsa#hdr-Minimum_key_size)",
    ],
  });
});

test("an authority's key id is SHA-1 of the key, of an Ed25519 key as an octet string", () => {
  const certificate = new X509Certificate(ca["cert_pem"] as string);
  const { x } = createPublicKey(key).export({ format: "jwk" });
  const octets = Buffer.concat([Buffer.from([4, 32]), Buffer.from(x as string, "base64url")]);
  expect(certificate.raw.includes(createHash("sha1").update(octets).digest())).toBe(true);
});

test.each<[string, PlainObject, string]>([
  [
    "a CA without a subject",
    { is_ca_certificate: true },
    "Invalid Certificate Subject: Must contain at least one Distinguished Name when creating Certificate Authority (CA)",
  ],
  [
    "an empty subject",
    { is_ca_certificate: true, subject: [{}] },
    "Invalid Certificate Subject: Must contain at least one Distinguished Name when creating Certificate Authority (CA)",
  ],
  [
    "an authority key id of nothing",
    { set_authority_key_id: true },
    "Invalid Certificate Authority: Could not determine Authority Key Identifier",
  ],
  [
    "a path length of no CA",
    { max_path_length: 1 },
    "Failed to create certificate: x509: only CAs are allowed to specify MaxPathLen",
  ],
  ["an address", { ip_addresses: ["10.0.0"] }, 'Invalid IP address: Failed to parse "10.0.0"'],
  [
    "no PEM",
    { private_key_pem: "é" },
    "Failed to parse private key PEM: failed to decode PEM block: decoded bytes 0, undecoded 2",
  ],
  [
    "a certificate",
    { private_key_pem: ca["cert_pem"] as string },
    "Failed to parse private key PEM: unable to determine parser for PEM preamble: CERTIFICATE",
  ],
])("a self-signed certificate is refused for %s", async (_, changes, error) => {
  expect(await selfSigned.create({ ...base, ...changes })).toEqual({ errors: [error] });
});

test.each<[string, PlainObject, string]>([
  [
    "no request",
    { cert_request_pem: "x" },
    'Failed to parse certificate request PEM: failed to decode PEM of expected type "CERTIFICATE REQUEST" from bytes',
  ],
  [
    "another block",
    { cert_request_pem: ca["cert_pem"] as string },
    'Failed to parse certificate request PEM: invalid PEM type - expected "CERTIFICATE REQUEST", got "CERTIFICATE"',
  ],
  [
    "no authority",
    { ca_cert_pem: "x" },
    'Failed to parse CA certificate PEM: failed to decode PEM of expected type "CERTIFICATE" from bytes',
  ],
  [
    "another key",
    { ca_private_key_pem: otherKey },
    "Failed to create certificate: x509: provided PrivateKey doesn't match parent's PublicKey",
  ],
])("a locally signed certificate is refused for %s", async (_, changes, error) => {
  const { cert_request_pem } = await made(
    request.create({ private_key_pem: otherKey, subject: [{ common_name: "leaf" }] }),
  );
  const good = {
    cert_request_pem: cert_request_pem as string,
    ca_private_key_pem: key,
    ca_cert_pem: ca["cert_pem"] as string,
    validity_period_hours: 1,
    allowed_uses: [],
  };
  expect(await locallySigned.create({ ...good, ...changes })).toEqual({ errors: [error] });
  expect(
    new X509Certificate((await made(locallySigned.create(good)))["cert_pem"] as string).verify(createPublicKey(key)),
  ).toBe(true);
});

test.each<[PlainObject, string[]]>([
  [{ url: "https://a.test", verify_chain: false }, []],
  [
    { content: "x", verify_chain: false },
    ['Invalid Attribute Combination: Attribute "content" cannot be specified when "verify_chain" is specified'],
  ],
  [{ url: "a.test" }, ['Invalid URL: URL "a.test" contains no host']],
  [
    { url: "http://a.test" },
    ['Invalid URL scheme: URL "http://a.test" expected to use scheme from ["https" "tls"], got: "http"'],
  ],
])("tls_certificate of %o", async (config, errors) => {
  expect(await objectsOf(tlsProvider, "tls_certificate").validate(config)).toEqual(errors);
});
