/**
 * Resource types of the utility providers. They follow the newer plugin framework: defaults, computed values unknown
 * where an update may change them, replacement by attribute. The code of a type works on plain data.
 */
import { valuesEqual } from "../../terraform/lang/equals.ts";
import { fromJson, type JsonData } from "../../terraform/lang/json.ts";
import type { ObjectType } from "../../terraform/lang/type.ts";
import { nullValue, objectValue, unknownValue, type Value, type ValuePath } from "../../terraform/lang/value.ts";
import { blockType } from "../../terraform/plan/schema-type.ts";
import type {
  ImportResult,
  PlanRequest,
  PlanResult,
  ProviderDiagnostic,
  ProviderHost,
  ProviderInstance,
  ResourceType,
  StateResult,
} from "../../terraform/provider.ts";
import { fromPlain, type PlainObject, toPlainObject } from "./plain.ts";
import { hostOf } from "./provider.ts";
import { type AttributeDefinition, type SchemaDefinition, schemaOf } from "./schema.ts";
import { checkAttributes } from "./validate.ts";

export interface ResourceDefinition {
  readonly schema: SchemaDefinition;
  /** Checks beyond those of single attributes; unknown values are `UNKNOWN`. */
  readonly validate?: (config: PlainObject) => readonly ProviderDiagnostic[];
  /** Last word on a plan, after defaults, unknowns and replacement have been worked out; not called on destroy. */
  readonly adjustPlan?: (draft: PlanDraft, host: ProviderHost) => PlanDraft | Promise<PlanDraft>;
  /** Attributes of the new object; those left out keep their planned value. */
  readonly create: (planned: PlainObject, host: ProviderHost) => Created | Promise<Created>;
  /** Undefined attributes: unchanged. `gone` when the object is no more. */
  readonly read?: (state: PlainObject, host: ProviderHost) => ReadOutcome | Promise<ReadOutcome>;
  readonly update?: (planned: PlainObject, prior: PlainObject, host: ProviderHost) => Outcome | Promise<Outcome>;
  readonly delete?: (
    state: PlainObject,
    host: ProviderHost,
  ) => undefined | ProviderFailure | Promise<undefined | ProviderFailure>;
  /** Absent: the type cannot be imported. */
  readonly import?: (id: string, host: ProviderHost) => Outcome | Promise<Outcome>;
  /** Changes attributes written under an older schema version. */
  readonly upgrade?: (version: number, raw: RawAttributes) => RawAttributes | Promise<RawAttributes>;
}

/** Attributes as a state file holds them. */
export type RawAttributes = Readonly<Record<string, JsonData>>;

export interface PlanDraft {
  /** Null when the object is to be created. */
  readonly prior: Value;
  readonly config: Value;
  readonly planned: Value;
  readonly requiresReplace: readonly ValuePath[];
  readonly diagnostics: readonly ProviderDiagnostic[];
}

export type Outcome = PlainObject | ProviderFailure;
type Created = Outcome | WithWarnings;
export type ReadOutcome = PlainObject | ProviderFailure | "gone";

/** How an operation says that it failed. */
export class ProviderFailure {
  readonly diagnostics: readonly ProviderDiagnostic[];
  constructor(summary: string, detail: string, path?: ValuePath) {
    this.diagnostics = [{ severity: "error", summary, detail, ...(path ? { path } : {}) }];
  }
}

/** A success that has something to say. */
export class WithWarnings {
  readonly attributes: PlainObject;
  readonly diagnostics: readonly ProviderDiagnostic[];
  constructor(attributes: PlainObject, diagnostics: readonly ProviderDiagnostic[]) {
    this.attributes = attributes;
    this.diagnostics = diagnostics;
  }
}

export function defineResource(definition: ResourceDefinition): ResourceType {
  const schema = schemaOf(definition.schema);
  const type = blockType(schema.block);
  const merge = (base: PlainObject, outcome: Created): StateResult => {
    if (outcome instanceof ProviderFailure) return { state: nullValue(type), diagnostics: outcome.diagnostics };
    const { attributes, diagnostics } = outcome instanceof WithWarnings ? outcome : new WithWarnings(outcome, []);
    return { state: fromPlain({ ...base, ...attributes }, type), diagnostics };
  };

  return {
    schema,
    async validate(config) {
      const found = checkAttributes(config, definition.schema);
      return [...found, ...(definition.validate?.(toPlainObject(config)) ?? [])];
    },
    async upgrade(version, raw) {
      const attributes: RawAttributes =
        raw instanceof Map ? Object.fromEntries(raw as ReadonlyMap<string, JsonData>) : (raw as RawAttributes);
      const upgraded =
        definition.upgrade && version < schema.version ? await definition.upgrade(version, attributes) : attributes;
      const known = Object.fromEntries(
        [...type.attributes.keys()].map((name) => [name, upgraded[name] ?? null] as const),
      );
      return { state: fromJson(known, type), diagnostics: [] };
    },
    plan: (request, provider) => plan(definition, type, request, hostOf(provider)),
    async apply({ prior, planned }, provider) {
      const host = hostOf(provider);
      if (planned.isNull) {
        const failure = await definition.delete?.(toPlainObject(prior), host);
        return failure ? { state: prior, diagnostics: failure.diagnostics } : { state: planned, diagnostics: [] };
      }
      const wanted = toPlainObject(planned);
      if (prior.isNull) return merge(wanted, await definition.create(wanted, host));
      const before = toPlainObject(prior);
      const outcome = definition.update ? await definition.update(wanted, before, host) : {};
      return outcome instanceof ProviderFailure
        ? { state: prior, diagnostics: outcome.diagnostics }
        : merge(wanted, outcome);
    },
    async read({ state }, provider) {
      if (!definition.read) return { state, diagnostics: [] };
      const before = toPlainObject(state);
      const outcome = await definition.read(before, hostOf(provider));
      if (outcome === "gone") return { state: nullValue(type), diagnostics: [] };
      if (outcome instanceof ProviderFailure) return { state, diagnostics: outcome.diagnostics };
      return Object.keys(outcome).length === 0 ? { state, diagnostics: [] } : merge(before, outcome);
    },
    importState: (id, provider) => importState(definition, type, id, provider),
  };
}

async function importState(
  definition: ResourceDefinition,
  type: ObjectType,
  id: string,
  provider: ProviderInstance,
): Promise<ImportResult> {
  if (!definition.import) {
    return {
      imported: [],
      diagnostics: [
        {
          severity: "error",
          summary: "Resource Import Not Implemented",
          detail:
            "This resource does not support import. Please contact the provider developer for additional information.",
        },
      ],
    };
  }
  const outcome = await definition.import(id, hostOf(provider));
  if (outcome instanceof ProviderFailure) return { imported: [], diagnostics: outcome.diagnostics };
  return { imported: [{ state: fromPlain(outcome, type) }], diagnostics: [] };
}

async function plan(
  definition: ResourceDefinition,
  type: ObjectType,
  { prior, proposed, config }: PlanRequest,
  host: ProviderHost,
): Promise<PlanResult> {
  if (proposed.isNull) return { planned: proposed, requiresReplace: [], diagnostics: [] };
  const { attributes, blocks = {} } = definition.schema;
  let planned = mapAttributes(proposed, (name, value) => withDefault(attributes[name], config, name, value));
  const changed = prior.isNull || !valuesEqual(planned, prior);
  const requiresReplace: ValuePath[] = [];
  if (changed) {
    planned = mapAttributes(planned, (name, value) => {
      const attribute = attributes[name];
      const unset = config.entries.get(name)?.isNull === true;
      if (!attribute?.computed || attribute.default || !unset) return value;
      const before = prior.isNull ? undefined : prior.entries.get(name);
      const kept = attribute.keep && before && (!before.isNull || attribute.keep === "null-too");
      return kept ? before : unknownValue(value.type);
    });
  }
  if (changed && !prior.isNull) {
    for (const [name, value] of planned.entries) {
      const before = prior.entries.get(name) as Value;
      const forceNew = attributes[name]?.forceNew ?? blocks[name]?.forceNew;
      if (!forceNew || valuesEqual(before, value)) continue;
      if (forceNew === true || forceNew(before, value)) requiresReplace.push([{ kind: "attribute", name }]);
    }
  }
  const draft: PlanDraft = { prior, config, planned, requiresReplace, diagnostics: [] };
  const result = definition.adjustPlan ? await definition.adjustPlan(draft, host) : draft;
  return { planned: result.planned, requiresReplace: result.requiresReplace, diagnostics: result.diagnostics };

  function mapAttributes(object: Value, change: (name: string, value: Value) => Value): Value {
    return objectValue(
      [...object.entries].map(([name, value]) => [name, change(name, value)] as const),
      type,
    );
  }
}

function withDefault(attribute: AttributeDefinition | undefined, config: Value, name: string, value: Value): Value {
  return attribute?.default && config.entries.get(name)?.isNull === true ? attribute.default : value;
}

/** A copy of an object value with some attributes changed. */
export const withAttributes = (object: Value, changes: Readonly<Record<string, Value>>): Value =>
  objectValue(
    [...object.entries].map(([name, value]) => [name, changes[name] ?? value] as const),
    object.type,
  );
