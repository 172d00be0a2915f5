/** `tls_self_signed_cert`, `tls_locally_signed_cert` and `tls_cert_request`. */
import { createHash } from "node:crypto";
import { BOOL, listOf, NUMBER, STRING } from "../../terraform/lang/type.ts";
import { boolValue, numberValue, unknownValue } from "../../terraform/lang/value.ts";
import type { ProviderDiagnostic } from "../../terraform/provider.ts";
import type { PlainObject } from "../framework/plain.ts";
import {
  defineResource,
  type Outcome,
  type PlanDraft,
  ProviderFailure,
  withAttributes,
} from "../framework/resource.ts";
import type { AttributeDefinition, BlockDefinition } from "../framework/schema.ts";
import { atLeast } from "../framework/validate.ts";
import { algorithmOf, publicDer, readPrivateKey } from "./keys.ts";
import { encodeName, type Subject } from "./names.ts";
import { firstPemBlock, pem } from "./pem.ts";
import {
  ALLOWED_USES,
  alternativeNames,
  certificate,
  certificateRequest,
  defaultCaKeyId,
  keyId,
  newSerial,
  readIssuer,
  readRequest,
} from "./x509.ts";

const HOUR = 3_600_000;

const input = (attribute: AttributeDefinition): AttributeDefinition => ({ ...attribute, forceNew: true });
const computed: AttributeDefinition = { type: STRING, computed: true, keep: true };
const names = input({ type: listOf(STRING), optional: true });
const flag = input({ type: BOOL, default: boolValue(false) });
const keyPem = input({ type: STRING, required: true, sensitive: true });

const part: AttributeDefinition = { type: STRING, optional: true };
const subject: BlockDefinition = {
  nesting: "list",
  forceNew: true,
  attributes: {
    organization: part,
    common_name: part,
    organizational_unit: part,
    street_address: { type: listOf(STRING), optional: true },
    locality: part,
    province: part,
    country: part,
    postal_code: part,
    serial_number: part,
    email_address: part,
  },
};

const alternatives: Readonly<Record<string, AttributeDefinition>> = {
  dns_names: names,
  ip_addresses: names,
  uris: names,
};

/** What every certificate has. */
const certificateAttributes: Readonly<Record<string, AttributeDefinition>> = {
  validity_period_hours: input({ type: NUMBER, required: true, check: atLeast(0) }),
  early_renewal_hours: { type: NUMBER, default: numberValue(0), check: atLeast(0) },
  is_ca_certificate: flag,
  max_path_length: input({ type: NUMBER, optional: true, computed: true, keep: "null-too" }),
  allowed_uses: input({ type: listOf(STRING), required: true }),
  set_subject_key_id: flag,
  cert_pem: computed,
  ready_for_renewal: { type: BOOL, computed: true, keep: true },
  validity_start_time: computed,
  validity_end_time: computed,
  id: computed,
};

function validate(config: PlainObject): ProviderDiagnostic[] {
  const uses = config["allowed_uses"];
  if (!Array.isArray(uses)) return [];
  const allowed = ALLOWED_USES.map((use) => JSON.stringify(use)).join(" ");
  return (uses as readonly unknown[]).flatMap((use, i) =>
    typeof use !== "string" || ALLOWED_USES.includes(use)
      ? []
      : [
          {
            severity: "error" as const,
            summary: "Invalid Attribute Value Match",
            detail: `Attribute allowed_uses[${i}] value must be one of: [${allowed}], got: ${JSON.stringify(use)}`,
            path: [
              { kind: "attribute" as const, name: "allowed_uses" },
              { kind: "index" as const, key: i },
            ],
          },
        ],
  );
}

/** A certificate that is due is renewed: what says so becomes unknown, and that replaces it. A new one is not due. */
function renewWhenDue(draft: PlanDraft): PlanDraft {
  if (draft.prior.isNull) {
    return { ...draft, planned: withAttributes(draft.planned, { ready_for_renewal: boolValue(false) }) };
  }
  const end = draft.prior.entries.get("validity_end_time");
  const early = draft.planned.entries.get("early_renewal_hours");
  if (!end?.isKnown || end.isNull || !early?.isKnown || early.isNull) return draft;
  const due = Date.parse(end.string) - early.number.toNumber() * HOUR <= Date.now();
  if (!due) return draft;
  return {
    ...draft,
    planned: withAttributes(draft.planned, { ready_for_renewal: unknownValue(BOOL) }),
    requiresReplace: [...draft.requiresReplace, [{ kind: "attribute", name: "ready_for_renewal" }]],
  };
}

const strings = (value: unknown): readonly string[] => (value as readonly string[] | null) ?? [];

const namesOf = (planned: PlainObject): Buffer | undefined =>
  alternativeNames({
    dns: strings(planned["dns_names"]),
    ips: strings(planned["ip_addresses"]),
    uris: strings(planned["uris"]),
  });

const subjectOf = (planned: PlainObject): Subject | undefined => (planned["subject"] as readonly Subject[] | null)?.[0];

/** RFC 3339 with nanoseconds, as Go prints the time at hand: digits beyond the millisecond are of our own making. */
function goTime(milliseconds: number): string {
  const text = new Date(milliseconds).toISOString();
  return text.replace(/\.(\d{3})Z$/, (_, millis: string) => {
    const fraction = `${millis}000000`.replace(/0+$/, "");
    return fraction === "" ? "Z" : `.${fraction}Z`;
  });
}

const badKey = (name: string): ProviderFailure =>
  new ProviderFailure("Failed to parse private key PEM", `unable to parse ${name} as PEM-encoded private key`);

interface Validity {
  readonly notBefore: number;
  readonly notAfter: number;
}

function validityOf(planned: PlainObject): Validity {
  const notBefore = Date.now();
  return { notBefore, notAfter: notBefore + Number(planned["validity_period_hours"]) * HOUR };
}

const outputs = (
  der: Buffer,
  serial: bigint,
  { notBefore, notAfter }: Validity,
  planned: PlainObject,
): PlainObject => ({
  cert_pem: pem("CERTIFICATE", der),
  max_path_length: typeof planned["max_path_length"] === "number" ? planned["max_path_length"] : null,
  id: serial.toString(),
  ready_for_renewal: false,
  validity_start_time: goTime(notBefore),
  validity_end_time: goTime(notAfter),
});

export const selfSignedCert = defineResource({
  schema: {
    attributes: {
      ...certificateAttributes,
      ...alternatives,
      private_key_pem: keyPem,
      set_authority_key_id: flag,
      key_algorithm: computed,
    },
    blocks: { subject },
  },
  validate,
  adjustPlan: renewWhenDue,
  create(planned): Outcome {
    const key = readPrivateKey(planned["private_key_pem"] as string);
    if (!key) return badKey("private_key_pem");
    const isCa = planned["is_ca_certificate"] === true;
    const described = subjectOf(planned);
    if (isCa && !described) {
      return new ProviderFailure(
        "Invalid Certificate Subject",
        "Must provide a Certificate Subject when creating a Certificate Authority (CA).",
      );
    }
    const name = encodeName(described ?? {});
    const publicKey = publicDer(key);
    const serial = newSerial();
    const validity = validityOf(planned);
    const ownId =
      planned["set_subject_key_id"] === true ? keyId(publicKey) : isCa ? defaultCaKeyId(publicKey) : undefined;
    const der = certificate(
      {
        serial,
        subject: name,
        issuer: name,
        ...validity,
        publicKey,
        uses: strings(planned["allowed_uses"]),
        isCa,
        maxPathLength: typeof planned["max_path_length"] === "number" ? planned["max_path_length"] : undefined,
        subjectKeyId: ownId,
        authorityKeyId: planned["set_authority_key_id"] === true ? keyId(publicKey) : undefined,
        names: namesOf(planned),
      },
      key,
    );
    return { ...outputs(der, serial, validity, planned), key_algorithm: algorithmOf(key) };
  },
});

export const locallySignedCert = defineResource({
  schema: {
    attributes: {
      ...certificateAttributes,
      cert_request_pem: input({ type: STRING, required: true }),
      ca_private_key_pem: keyPem,
      ca_cert_pem: input({ type: STRING, required: true }),
      ca_key_algorithm: computed,
    },
  },
  validate,
  adjustPlan: renewWhenDue,
  create(planned): Outcome {
    const key = readPrivateKey(planned["ca_private_key_pem"] as string);
    if (!key) return badKey("ca_private_key_pem");
    const requestBlock = firstPemBlock(planned["cert_request_pem"] as string);
    const caBlock = firstPemBlock(planned["ca_cert_pem"] as string);
    if (!requestBlock)
      return new ProviderFailure("Failed to parse PEM", "failed to decode PEM block: decoded bytes 0, undecoded 0");
    if (!caBlock)
      return new ProviderFailure("Failed to parse PEM", "failed to decode PEM block: decoded bytes 0, undecoded 0");
    let request: ReturnType<typeof readRequest>;
    let issuer: ReturnType<typeof readIssuer>;
    try {
      request = readRequest(requestBlock.der);
      issuer = readIssuer(caBlock.der);
    } catch (error) {
      return new ProviderFailure("Failed to parse certificate request", (error as Error).message);
    }
    const serial = newSerial();
    const validity = validityOf(planned);
    const isCa = planned["is_ca_certificate"] === true;
    const der = certificate(
      {
        serial,
        subject: request.subject,
        issuer: issuer.subject,
        ...validity,
        publicKey: request.publicKey,
        uses: strings(planned["allowed_uses"]),
        isCa,
        maxPathLength: typeof planned["max_path_length"] === "number" ? planned["max_path_length"] : undefined,
        subjectKeyId:
          planned["set_subject_key_id"] === true
            ? keyId(request.publicKey)
            : isCa
              ? defaultCaKeyId(request.publicKey)
              : undefined,
        authorityKeyId: issuer.subjectKeyId,
        names: request.names,
      },
      key,
    );
    return { ...outputs(der, serial, validity, planned), ca_key_algorithm: algorithmOf(key) };
  },
});

export const certRequest = defineResource({
  schema: {
    attributes: {
      ...alternatives,
      private_key_pem: keyPem,
      key_algorithm: computed,
      cert_request_pem: computed,
      id: computed,
    },
    blocks: { subject },
  },
  create(planned): Outcome {
    const key = readPrivateKey(planned["private_key_pem"] as string);
    if (!key) return badKey("private_key_pem");
    const der = certificateRequest(encodeName(subjectOf(planned) ?? {}), namesOf(planned), key);
    return {
      key_algorithm: algorithmOf(key),
      cert_request_pem: pem("CERTIFICATE REQUEST", der),
      id: createHash("sha1").update(trimmed(der)).digest("hex"),
    };
  },
});

/** The real provider trims white space off the request before it hashes it, and the bytes may end in some. */
function trimmed(der: Buffer): Buffer {
  let end = der.length;
  while (end > 0 && [0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x20, 0x85, 0xa0].includes(der[end - 1] as number)) end--;
  return der.subarray(0, end);
}
