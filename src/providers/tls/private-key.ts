/** `tls_private_key`, the resource and the ephemeral one, and `tls_public_key`. */
import { NUMBER, STRING } from "../../terraform/lang/type.ts";
import { numberValue, stringValue } from "../../terraform/lang/value.ts";
import { exactlyOneOf } from "../framework/combinations.ts";
import { defineDataSource } from "../framework/data-source.ts";
import { defineEphemeralResource } from "../framework/ephemeral-resource.ts";
import type { PlainObject } from "../framework/plain.ts";
import { defineResource, ProviderFailure } from "../framework/resource.ts";
import type { AttributeDefinition, SchemaDefinition } from "../framework/schema.ts";
import { oneOf } from "../framework/validate.ts";
import {
  type Algorithm,
  algorithmOf,
  generateKey,
  privateKeyAttributes,
  publicKeyAttributes,
  readOpensshKey,
  readPrivateKey,
} from "./keys.ts";

const inputs: Readonly<Record<string, AttributeDefinition>> = {
  algorithm: { type: STRING, required: true, forceNew: true, check: oneOf("RSA", "ECDSA", "ED25519") },
  rsa_bits: { type: NUMBER, default: numberValue(2048), forceNew: true },
  ecdsa_curve: {
    type: STRING,
    default: stringValue("P224"),
    forceNew: true,
    check: oneOf("P224", "P256", "P384", "P521"),
  },
};

const computed: AttributeDefinition = { type: STRING, computed: true, keep: true };
const secret: AttributeDefinition = { ...computed, sensitive: true };
const publicOutputs: Readonly<Record<string, AttributeDefinition>> = {
  public_key_pem: computed,
  public_key_openssh: computed,
  public_key_fingerprint_md5: computed,
  public_key_fingerprint_sha256: computed,
};
const privateOutputs: Readonly<Record<string, AttributeDefinition>> = {
  private_key_pem: secret,
  private_key_openssh: secret,
  private_key_pem_pkcs8: secret,
};

const SMALLEST_RSA = 1024;

function make({ algorithm, rsa_bits, ecdsa_curve }: PlainObject): PlainObject | ProviderFailure {
  const bits = Number(rsa_bits ?? 2048);
  if (algorithm === "RSA" && bits < SMALLEST_RSA) {
    return new ProviderFailure(
      "Unable to generate Key from configuration",
      `crypto/rsa: ${bits}-bit keys are insecure (see https://go.dev/pkg/crypto/rsa#hdr-Minimum_key_size)`,
    );
  }
  return privateKeyAttributes(generateKey(algorithm as Algorithm, bits, (ecdsa_curve as string | null) ?? "P224"));
}

export const privateKey = defineResource({
  schema: { version: 1, attributes: { ...inputs, ...privateOutputs, ...publicOutputs, id: computed } },
  create: make,
  upgrade(_version, raw) {
    const key = readPrivateKey(raw["private_key_pem"] as string);
    return typeof key === "string" ? raw : { ...raw, ...(privateKeyAttributes(key) as typeof raw) };
  },
});

export const ephemeralPrivateKey = defineEphemeralResource({
  schema: { attributes: { ...inputs, ...privateOutputs, ...publicOutputs } },
  open(config) {
    const made = make(config);
    if (made instanceof ProviderFailure) return made;
    const { id: _id, ...attributes } = made;
    return attributes;
  },
});

const publicKeySchema: SchemaDefinition = {
  attributes: {
    private_key_pem: { type: STRING, optional: true, sensitive: true },
    private_key_openssh: { type: STRING, optional: true, sensitive: true },
    algorithm: { type: STRING, computed: true },
    ...publicOutputs,
    id: { type: STRING, computed: true },
  },
};

function publicKeyOf(config: PlainObject): PlainObject | ProviderFailure {
  const { private_key_pem: pem, private_key_openssh: openssh } = config;
  const key = typeof pem === "string" ? readPrivateKey(pem) : readOpensshKey(openssh as string);
  if (typeof key === "string") return new ProviderFailure("Unable to parse private key", key);
  return { algorithm: algorithmOf(key), ...publicKeyAttributes(key) };
}

const validate = (config: PlainObject) => exactlyOneOf(config, ["private_key_pem", "private_key_openssh"]);

export const publicKeyData = defineDataSource({
  schema: publicKeySchema,
  validate,
  read(config) {
    const attributes = publicKeyOf(config);
    return attributes instanceof ProviderFailure ? attributes : { attributes };
  },
});

export const ephemeralPublicKey = defineEphemeralResource({ schema: publicKeySchema, validate, open: publicKeyOf });
