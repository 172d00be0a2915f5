/** `tls_self_signed_cert`, `tls_locally_signed_cert` and `tls_cert_request`. */
import { isIP } from "node:net";
import { quoteGo } from "../../terraform/lang/quote.ts";
import { BOOL, listOf, NUMBER, STRING } from "../../terraform/lang/type.ts";
import { boolValue, numberValue, unknownValue } from "../../terraform/lang/value.ts";
import type { ProviderDiagnostic } from "../../terraform/provider.ts";
import { firstPemBlock, pem } from "../framework/pem.ts";
import type { PlainObject } from "../framework/plain.ts";
import {
  defineResource,
  type Outcome,
  type PlanDraft,
  ProviderFailure,
  WithWarnings,
  withAttributes,
} from "../framework/resource.ts";
import type { AttributeDefinition, BlockDefinition } from "../framework/schema.ts";
import { atLeast } from "../framework/validate.ts";
import { HOUR, issue } from "./issue.ts";
import { algorithmOf, publicDer, readPrivateKey } from "./keys.ts";
import { encodeName, type Subject } from "./names.ts";
import { stateHash } from "./state-hash.ts";
import { ALLOWED_USES, alternativeNames, certificateRequest, readIssuer, readRequest } from "./x509.ts";

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

const itemError = (summary: string, list: string, at: number, problem: string): ProviderDiagnostic => ({
  severity: "error",
  summary,
  detail: `Attribute ${list}[${at}] ${problem}`,
  path: [
    { kind: "attribute", name: list },
    { kind: "index", key: at },
  ],
});

const ALLOWED = ALLOWED_USES.map(quoteGo).join(" ");

function validateUses(config: PlainObject): ProviderDiagnostic[] {
  const uses = config["allowed_uses"];
  return (Array.isArray(uses) ? (uses as readonly unknown[]) : []).flatMap((use, i) =>
    typeof use !== "string" || ALLOWED_USES.includes(use)
      ? []
      : itemError(
          "Invalid Attribute Value Match",
          "allowed_uses",
          i,
          `value must be one of: [${ALLOWED}], got: ${quoteGo(use)}`,
        ),
  );
}

/** Addresses and URIs are not empty, and there is one subject at most. */
function validateSubject(config: PlainObject): ProviderDiagnostic[] {
  const found = ["ip_addresses", "uris"].flatMap((name) =>
    (Array.isArray(config[name]) ? (config[name] as readonly unknown[]) : []).flatMap((text, i) =>
      text === ""
        ? itemError("Invalid Attribute Value Length", name, i, "string length must be at least 1, got: 0")
        : [],
    ),
  );
  const subjects = config["subject"];
  if (!Array.isArray(subjects) || subjects.length <= 1) return found;
  return [
    ...found,
    {
      severity: "error",
      summary: "Invalid Attribute Value",
      detail: `Attribute subject list must contain at least 0 elements and at most 1 elements, got: ${subjects.length}`,
      path: [{ kind: "attribute", name: "subject" }],
    },
  ];
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

function namesOf(planned: PlainObject): Buffer | undefined | ProviderFailure {
  const ips = strings(planned["ip_addresses"]);
  const wrong = ips.find((address) => isIP(address) === 0);
  if (wrong !== undefined) return new ProviderFailure("Invalid IP address", `Failed to parse ${quoteGo(wrong)}`);
  return alternativeNames({ dns: strings(planned["dns_names"]), ips, uris: strings(planned["uris"]) });
}

const subjectOf = (planned: PlainObject): Subject | undefined => (planned["subject"] as readonly Subject[] | null)?.[0];

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
  validate: (config) => [...validateUses(config), ...validateSubject(config)],
  adjustPlan: renewWhenDue,
  create(planned): Outcome {
    const key = readPrivateKey(planned["private_key_pem"] as string);
    if (typeof key === "string") return new ProviderFailure("Failed to parse private key PEM", key);
    const names = namesOf(planned);
    if (names instanceof ProviderFailure) return names;
    const subject = encodeName(subjectOf(planned) ?? {});
    const issued = issue(planned, { subject, publicKey: publicDer(key), names, issuer: undefined }, key);
    return issued instanceof ProviderFailure ? issued : { ...issued, key_algorithm: algorithmOf(key) };
  },
});

/** The content of a PEM block of that label, or why there is none. */
function blockOf(text: string, label: string): Buffer | string {
  const block = firstPemBlock(text);
  if (!block) return `failed to decode PEM of expected type ${quoteGo(label)} from bytes`;
  return block.label === label
    ? block.der
    : `invalid PEM type - expected ${quoteGo(label)}, got ${quoteGo(block.label)}`;
}

/** What is read of a PEM block, or why it cannot be read. */
function parsedBlock<T>(text: string, label: string, what: string, parse: (der: Buffer) => T): T | string {
  const der = blockOf(text, label);
  if (typeof der === "string") return der;
  try {
    return parse(der);
  } catch (error) {
    return `failed to parse ${what}: ${(error as Error).message}`;
  }
}

const NO_AUTHORITY: ProviderDiagnostic = {
  severity: "warning",
  summary: "Potentially Invalid Certificate Authority",
  detail:
    "Certificate provided as Authority does not appear to be a valid Certificate Authority. The resulting certificate might fail certificate validation.",
};

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
  validate: validateUses,
  adjustPlan: renewWhenDue,
  create(planned) {
    const text = (name: string): string => planned[name] as string;
    const request = parsedBlock(text("cert_request_pem"), "CERTIFICATE REQUEST", "certificate request", readRequest);
    if (typeof request === "string") return new ProviderFailure("Failed to parse certificate request PEM", request);
    const key = readPrivateKey(text("ca_private_key_pem"));
    if (typeof key === "string") return new ProviderFailure("Failed to parse CA private key PEM", key);
    const issuer = parsedBlock(text("ca_cert_pem"), "CERTIFICATE", "certificate", readIssuer);
    if (typeof issuer === "string") return new ProviderFailure("Failed to parse CA certificate PEM", issuer);
    const issued = issue(planned, { ...request, issuer }, key);
    if (issued instanceof ProviderFailure) return issued;
    const attributes = { ...issued, ca_key_algorithm: algorithmOf(key) };
    return issuer.isCa ? attributes : new WithWarnings(attributes, [NO_AUTHORITY]);
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
  validate: validateSubject,
  create(planned): Outcome {
    const key = readPrivateKey(planned["private_key_pem"] as string);
    if (typeof key === "string") return new ProviderFailure("Failed to parse private key PEM", key);
    const names = namesOf(planned);
    if (names instanceof ProviderFailure) return names;
    const der = certificateRequest(encodeName(subjectOf(planned) ?? {}), names, key);
    return {
      key_algorithm: algorithmOf(key),
      cert_request_pem: pem("CERTIFICATE REQUEST", der),
      id: stateHash(der),
    };
  },
});
