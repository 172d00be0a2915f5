/** `random_string` and `random_password`, the resources and the ephemeral password. */
import { compare, hash } from "bcryptjs";
import { BOOL, NUMBER, STRING } from "../../terraform/lang/type.ts";
import { boolValue, numberValue, type Value } from "../../terraform/lang/value.ts";
import type { ProviderDiagnostic, ResourceType } from "../../terraform/provider.ts";
import { defineEphemeralResource } from "../framework/ephemeral-resource.ts";
import { type PlainObject, UNKNOWN } from "../framework/plain.ts";
import { defineResource, type PlanDraft, type RawAttributes, withAttributes } from "../framework/resource.ts";
import type { AttributeDefinition } from "../framework/schema.ts";
import { atLeast } from "../framework/validate.ts";
import { randomText } from "./characters.ts";
import { input, keepers, result } from "./common.ts";

const BCRYPT_COST = 10;
const BCRYPT_BYTES = 72;
const MINIMUMS = ["min_upper", "min_lower", "min_numeric", "min_special"] as const;

const minimum = (): AttributeDefinition => input({ type: NUMBER, default: numberValue(0) });
const flag = (): AttributeDefinition => input({ type: BOOL, default: boolValue(true) });

const classes = (): Readonly<Record<string, AttributeDefinition>> => ({
  length: input({ type: NUMBER, required: true, check: atLeast(1) }),
  special: flag(),
  upper: flag(),
  lower: flag(),
  min_numeric: minimum(),
  min_upper: minimum(),
  min_lower: minimum(),
  min_special: minimum(),
  override_special: {
    type: STRING,
    optional: true,
    // Going from an empty text to none changes nothing.
    forceNew: (prior, planned) => !(planned.isNull && prior.isKnown && !prior.isNull && prior.string === ""),
  },
});

// Only the first 72 bytes count.
const hashed = (text: string): string => Buffer.from(text).subarray(0, BCRYPT_BYTES).toString();

const bcrypt = (text: string): Promise<string> =>
  hash(hashed(text), BCRYPT_COST).then((h) => h.replace(/^\$2[by]\$/, "$2a$"));

const known = (value: unknown): boolean => value !== UNKNOWN;

function validate(config: PlainObject, numericName: "number" | "numeric" | undefined): ProviderDiagnostic[] {
  const found: ProviderDiagnostic[] = [];
  const length = config["length"];
  const minimums = MINIMUMS.map((name) => config[name]);
  if (typeof length === "number" && minimums.every(known)) {
    const sum = minimums.reduce<number>((total, value) => total + Number(value ?? 0), 0);
    if (length >= 1 && length < sum) {
      found.push({
        severity: "error",
        summary: "Invalid Attribute Value",
        detail: `Attribute length value must be at least sum of ${MINIMUMS.join(" + ")}, got: ${length}`,
        path: [{ kind: "attribute", name: "length" }],
      });
    }
  }
  // Whichever of the two spellings is given carries the check.
  for (const name of numericName === undefined ? (["numeric", "number"] as const) : [numericName]) {
    const flags = ["special", "upper", "lower", name];
    if (config[name] !== false || !flags.every((flagName) => config[flagName] === false)) continue;
    found.push({
      severity: "error",
      summary: "Invalid Attribute Combination",
      detail: `At least one attribute out of [${flags.join(",")}] must be specified as true`,
      path: [{ kind: "attribute", name }],
    });
  }
  return found;
}

/** `number` is the old name of `numeric`: each follows the other. */
function mirrorNumber(draft: PlanDraft): PlanDraft {
  const given = (name: string): Value | undefined => {
    const value = draft.config.entries.get(name);
    return value && !value.isNull ? value : undefined;
  };
  const [number, numeric] = [given("number"), given("numeric")];
  if (number?.isKnown && numeric?.isKnown && number.boolean !== numeric.boolean) {
    const conflict: ProviderDiagnostic = {
      severity: "error",
      summary: "Number and numeric are both configured with different values",
      detail: "Number is deprecated, use numeric instead",
    };
    return { ...draft, diagnostics: [conflict] };
  }
  const value = numeric ?? number ?? boolValue(true);
  const requiresReplace = draft.requiresReplace.filter(([step]) => step?.kind !== "attribute" || !isNumeric(step.name));
  const before = draft.prior.isNull ? undefined : draft.prior.entries.get("numeric");
  const changed = before?.isKnown && !before.isNull && value.isKnown && before.boolean !== value.boolean;
  return {
    ...draft,
    planned: withAttributes(draft.planned, { number: value, numeric: value }),
    requiresReplace: changed
      ? [...requiresReplace, [{ kind: "attribute", name: "number" }], [{ kind: "attribute", name: "numeric" }]]
      : requiresReplace,
  };
}

const isNumeric = (name: string): boolean => name === "number" || name === "numeric";

const numericFlag = (extra: AttributeDefinition = {}): AttributeDefinition => ({
  type: BOOL,
  optional: true,
  computed: true,
  keep: true,
  ...extra,
});

const resourceAttributes = (sensitive: boolean): Readonly<Record<string, AttributeDefinition>> => ({
  ...classes(),
  keepers,
  numeric: numericFlag(),
  number: numericFlag({ deprecationMessage: "**NOTE**: This is deprecated, use `numeric` instead." }),
  result: result({ type: STRING, ...(sensitive ? { sensitive } : {}) }),
  id: result({ type: STRING }),
  ...(sensitive ? { bcrypt_hash: result({ type: STRING, sensitive }) } : {}),
});

const imported = (text: string): PlainObject => ({
  result: text,
  length: Array.from(text).length,
  special: true,
  upper: true,
  lower: true,
  numeric: true,
  number: true,
  ...Object.fromEntries(MINIMUMS.map((name) => [name, 0])),
});

/** Older versions know no `numeric`, and their imports left most attributes out: null would replace the object. */
const upgraded = (raw: RawAttributes): RawAttributes => ({
  ...raw,
  length: raw["length"] ?? Buffer.byteLength(raw["result"] as string),
  ...Object.fromEntries(MINIMUMS.map((name) => [name, raw[name] ?? 0])),
  ...Object.fromEntries(["special", "upper", "lower", "number"].map((name) => [name, raw[name] ?? true])),
  numeric: raw["number"] ?? true,
});

export const randomString: ResourceType = defineResource({
  schema: { version: 2, attributes: resourceAttributes(false) },
  validate: (config) => validate(config, undefined),
  adjustPlan: mirrorNumber,
  create(planned) {
    const text = randomText(planned);
    return { result: text, id: text };
  },
  import: (id) => ({ ...imported(id), id }),
  upgrade: (_version, raw) => upgraded(raw),
});

export const randomPassword: ResourceType = defineResource({
  schema: { version: 3, attributes: resourceAttributes(true) },
  validate: (config) => validate(config, undefined),
  adjustPlan: mirrorNumber,
  async create(planned) {
    const text = randomText(planned);
    return { result: text, bcrypt_hash: await bcrypt(text), id: "none" };
  },
  import: async (text) => ({ ...imported(text), bcrypt_hash: await bcrypt(text), id: "none" }),
  async upgrade(version, raw) {
    const attributes = upgraded(raw);
    // Hashes of version 2 may be wrong.
    const [text, stored] = [raw["result"] as string, raw["bcrypt_hash"] as string | null | undefined];
    const isRight =
      version === 1 || (version === 2 && typeof stored === "string" && (await compare(hashed(text), stored)));
    return isRight ? attributes : { ...attributes, bcrypt_hash: await bcrypt(text) };
  },
});

export const ephemeralPassword = defineEphemeralResource({
  schema: {
    attributes: {
      ...classes(),
      numeric: flag(),
      result: { type: STRING, computed: true, sensitive: true },
      bcrypt_hash: { type: STRING, computed: true, sensitive: true },
    },
  },
  validate: (config) => validate(config, "numeric"),
  async open(config) {
    const text = randomText(config);
    return { result: text, bcrypt_hash: await bcrypt(text) };
  },
});
