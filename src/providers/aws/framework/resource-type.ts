/** A resource type as the engine sees it, made from its table and, once something is to be done, its behaviour. */
import type { Creation } from "../../../cloud/creation.ts";
import type { Value, ValuePath } from "../../../terraform/lang/value.ts";
import type {
  ApplyRequest,
  ImportResult,
  PlanRequest,
  PlanResult,
  ProviderDiagnostic,
  ProviderInstance,
  ReadRequest,
  ResourceType,
  Schema,
  StateResult,
} from "../../../terraform/provider.ts";
import { type AnyBehaviour, type Load, Refusal, type Words } from "./behaviour.ts";
import { failureText } from "./call-error.ts";
import { PlannedChange } from "./change.ts";
import { configurationOf } from "./instance.ts";
import { normalizedJson } from "./json.ts";
import { KnownReads } from "./known-reads.ts";
import { type PlainObject, printPlain, readPlain, textOf, toPlain, toValue } from "./plain.ts";
import { blocksWritten, isSameToSdk, type PlanHooks, planLegacy } from "./plan-legacy.ts";
import { planModern } from "./plan-modern.ts";
import { samePolicy } from "./policy.ts";
import { recordedSettings, restoredSettings, type Settings } from "./settings.ts";
import { type Found, settle } from "./settle.ts";
import { type Shape, schemaOf, shapeOf } from "./shape.ts";
import type { TypeTable } from "./table.ts";
import { planTagsAll, type TagMap, tagsFound, withTagsAll } from "./tags.ts";
import { upgraded } from "./upgrade.ts";
import { validateShape } from "./validate.ts";
import { emptyBlock, viewOf } from "./view.ts";
import { adviceOfEffects } from "./without-effect.ts";

export class AwsResourceType implements ResourceType {
  readonly #name: string;
  readonly #table: TypeTable;
  readonly #load: Load<AnyBehaviour> | undefined;
  readonly #known = new KnownReads();
  #shape: Shape | undefined;
  #schema: Schema | undefined;

  constructor(name: string, table: TypeTable, load: Load<AnyBehaviour> | undefined) {
    this.#name = name;
    this.#table = table;
    this.#load = load;
  }

  /** False for types that validate and plan but whose service is not served. */
  get isServed(): boolean {
    return this.#load !== undefined;
  }

  get shape(): Shape {
    this.#shape ??= shapeOf(this.#name, this.#table);
    return this.#shape;
  }

  get schema(): Schema {
    this.#schema ??= schemaOf(this.shape);
    return this.#schema;
  }

  async validate(config: Value): Promise<readonly ProviderDiagnostic[]> {
    const plain = toPlain(config) as PlainObject;
    const diagnostics = validateShape(this.shape, plain);
    const behaviour = await this.#behaviour();
    const view = viewOf(this.shape.block, plain);
    for (const summary of behaviour?.validate?.(view) ?? [])
      diagnostics.push({ severity: "error", summary, detail: "" });
    diagnostics.push(...(behaviour?.faults?.(plain) ?? []));
    const advice = [...(behaviour?.advise?.(view) ?? []), ...adviceOfEffects(this.#name, view)];
    for (const { summary, detail, attribute } of advice) {
      const path: ValuePath = [{ kind: "attribute", name: attribute }];
      diagnostics.push({ severity: "warning", summary, detail, path, advice: true });
    }
    return diagnostics;
  }

  async upgrade(version: number, raw: unknown): Promise<StateResult> {
    const behaviour = await this.#behaviour();
    const state = upgraded(this.shape, version, raw, behaviour?.upgrade?.bind(behaviour));
    return { state: toValue(state, this.shape.block.type), diagnostics: [] };
  }

  async plan(request: PlanRequest, provider: ProviderInstance): Promise<PlanResult> {
    const { shape } = this;
    const legacyTypeSystem = !shape.modern;
    if (request.proposed.isNull)
      return {
        planned: request.proposed,
        requiresReplace: [],
        private: request.priorPrivate,
        diagnostics: [],
        legacyTypeSystem,
      };
    const prior = request.prior.isNull ? null : (toPlain(request.prior) as PlainObject);
    const proposed = toPlain(request.proposed) as PlainObject;
    const config = toPlain(request.config) as PlainObject;
    const behaviour = await this.#behaviour();
    const { planned, requiresReplace } = shape.modern
      ? planModern(shape, prior, proposed, config)
      : planLegacy(shape.block, prior, proposed, hooksOf(behaviour));
    const aws = configurationOf(provider);
    const change = new PlannedChange(shape, prior, config, planned, requiresReplace);
    const tagsAll = planTagsAll(shape, prior, planned, aws.tags);
    if (tagsAll !== undefined) change.set("tags_all", tagsAll);
    try {
      await behaviour?.plan?.(change, aws);
    } catch (error) {
      return { planned: request.proposed, requiresReplace: [], diagnostics: [refusal(error)], legacyTypeSystem };
    }
    const result = shape.modern ? change.result : this.#written(prior, change, behaviour);
    return {
      planned: toValue(result, shape.block.type),
      requiresReplace: withId(change.requiresReplace, prior, shape),
      private: request.priorPrivate,
      diagnostics: [],
      legacyTypeSystem,
    };
  }

  /** The older SDK's plan of an update: the prior state where nothing changes, blocks written anew where something does. */
  #written(prior: PlainObject | null, change: PlannedChange, behaviour: AnyBehaviour | undefined): PlainObject {
    const { result } = change;
    if (prior === null) return result;
    return isSameToSdk(prior, result) ? prior : blocksWritten(this.shape.block, prior, result, behaviour?.keptBlocks);
  }

  async apply(request: ApplyRequest, provider: ProviderInstance): Promise<StateResult> {
    const behaviour = await this.#behaviour();
    if (!behaviour) return { state: request.prior, diagnostics: [notServed(this.#name)] };
    return configurationOf(provider).changing(() => {
      if (request.planned.isNull) return this.#destroy(behaviour, request, provider);
      return request.prior.isNull
        ? this.#create(behaviour, toPlain(request.planned) as PlainObject, provider, request.creation)
        : this.#update(behaviour, request, provider);
    });
  }

  async resume(creation: Creation, provider: ProviderInstance): Promise<StateResult> {
    const { plan, settings } = creation.recipe() as ReturnType<typeof recipeOf>;
    const instance = configurationOf(provider);
    instance.restore(restoredSettings(settings));
    const behaviour = await this.#behaviour();
    if (!behaviour) return { state: toValue(null, this.shape.block.type), diagnostics: [notServed(this.#name)] };
    return instance.changing(() => this.#create(behaviour, readPlain(plan) as PlainObject, provider, creation));
  }

  async #create(behaviour: AnyBehaviour, plan: PlainObject, provider: ProviderInstance, creation?: Creation) {
    const { block } = this.shape;
    const instance = configurationOf(provider);
    if (creation) creation.recipe = () => recipeOf(plan, instance.settings);
    const view = viewOf(block, withTagsAll(this.shape, plan, instance.tags));
    const name = behaviour.named?.(view) ?? view["name"];
    let kept: string | undefined;
    try {
      const aws = creation ? instance.creating(creation) : instance;
      const created = await behaviour.create(view, aws, (id) => {
        kept = id;
      });
      kept = created.id;
      return await this.#readBack(behaviour, plan, created, provider, behaviour.readAfterCreate === false);
    } catch (error) {
      const diagnostics = [failure("creating", behaviour, view, kept ?? name, error)];
      const left = kept === undefined ? null : settle(this.shape, { id: kept }, plan, "apply");
      const state = toValue(left, block.type);
      return { state, diagnostics, legacyTypeSystem: !this.shape.modern };
    }
  }

  async #update(behaviour: AnyBehaviour, { planned, prior }: ApplyRequest, provider: ProviderInstance) {
    const plan = toPlain(planned) as PlainObject;
    const before = identified(viewOf(this.shape.block, toPlain(prior) as PlainObject));
    const whole = withTagsAll(this.shape, plan, configurationOf(provider).tags);
    const after = identified({ ...viewOf(this.shape.block, whole), id: before.id });
    try {
      const id = (await behaviour.update?.(after, configurationOf(provider), before)) ?? before.id;
      return await this.#readBack(behaviour, plan, { id }, provider, false);
    } catch (error) {
      const diagnostics = [failure("updating", behaviour, after, before.id, error)];
      return { state: prior, diagnostics, legacyTypeSystem: !this.shape.modern };
    }
  }

  async #destroy(behaviour: AnyBehaviour, { planned, prior }: ApplyRequest, provider: ProviderInstance) {
    const before = identified(viewOf(this.shape.block, toPlain(prior) as PlainObject));
    try {
      await behaviour.delete(before, configurationOf(provider));
      return { state: planned, diagnostics: [] };
    } catch (error) {
      return { state: prior, diagnostics: [failure("deleting", behaviour, before, before.id, error)] };
    }
  }

  /** State after a change: what the behaviour finds in AWS over what was planned. */
  async #readBack(
    behaviour: AnyBehaviour,
    plan: PlainObject,
    created: Found & { readonly id: string },
    provider: ProviderInstance,
    enough: boolean,
  ): Promise<StateResult> {
    const { shape } = this;
    const aws = configurationOf(provider);
    const first = this.#withTags(created, plan, provider);
    const interim = settle(shape, first, plan, "apply");
    const found = enough ? {} : await behaviour.read(identified(viewOf(shape.block, interim)), aws);
    if (!found) throw new Refusal("couldn't find resource");
    const state = settle(shape, { ...first, ...this.#withTags(found, plan, provider) }, plan, "apply");
    return { state: toValue(state, shape.block.type), diagnostics: [], legacyTypeSystem: !shape.modern };
  }

  async read(request: ReadRequest, provider: ProviderInstance): Promise<StateResult> {
    const behaviour = await this.#behaviour();
    if (!behaviour) return { state: request.state, private: request.private, diagnostics: [] };
    const { shape } = this;
    const instance = configurationOf(provider);
    const found = await this.#known.read(idOf(request.state), request.state, instance, async (aws) => {
      const prior = toPlain(request.state) as PlainObject;
      const view = identified(viewOf(shape.block, prior));
      try {
        const found = await behaviour.read(view, aws);
        if (!found) return { state: toValue(null, shape.block.type), diagnostics: [] };
        const state = settle(shape, this.#withTags(found, prior, provider), prior, "read");
        return { state: toValue(state, shape.block.type), diagnostics: [] };
      } catch (error) {
        return { state: request.state, diagnostics: [failure("reading", behaviour, view, view.id, error)] };
      }
    });
    return { ...found, private: request.private };
  }

  async importState(id: string, provider: ProviderInstance): Promise<ImportResult> {
    const behaviour = await this.#behaviour();
    if (!behaviour) return { imported: [], diagnostics: [notServed(this.#name)] };
    const { shape } = this;
    if (behaviour.importable === false)
      return { imported: [], diagnostics: [refusal(new Refusal(`resource ${this.#name} doesn't support import`))] };
    try {
      const known = (await behaviour.importId?.(id, configurationOf(provider))) ?? {};
      const state = settle(shape, { id, ...known }, emptyBlock(shape.block), "read");
      return { imported: [{ type: this.#name, state: toValue(state, shape.block.type) }], diagnostics: [] };
    } catch (error) {
      return { imported: [], diagnostics: [refusal(error)] };
    }
  }

  #withTags(found: Found, configured: PlainObject, provider: ProviderInstance): Found {
    if (!("tags" in found) || !this.shape.block.attributes.has("tags_all")) return found;
    const tags = tagsFound((found["tags"] ?? {}) as TagMap, configured["tags"], configurationOf(provider).tags);
    // A modern type keeps "no tags" as null, as its configuration has it.
    const own = this.shape.modern && Object.keys(tags.tags).length === 0 ? (configured["tags"] ?? null) : tags.tags;
    return { ...found, tags: own, tags_all: tags.tags_all };
  }

  async #behaviour(): Promise<AnyBehaviour | undefined> {
    return this.#load?.();
  }
}

const idOf = (state: Value): unknown => (state.isNull ? null : state.entries.get("id")?.content);

/** What it takes to make an object as it was planned, whatever the configuration has become. */
const recipeOf = (plan: PlainObject, settings: Settings) => ({
  plan: printPlain(plan),
  settings: recordedSettings(settings),
});

const identified = (view: PlainObject): PlainObject & { readonly id: string } => ({
  ...view,
  id: textOf(view["id"]),
});

function hooksOf(behaviour: AnyBehaviour | undefined): PlanHooks {
  if (!behaviour) return POLICY_HOOKS;
  const { equivalent, normalize, setKeys, keptBlocks } = behaviour;
  return {
    suppress: (path, prior, next) => equivalent?.[path]?.(textOf(prior), textOf(next)) ?? false,
    normalize: (path, value) => normalize?.[path]?.(value) ?? value,
    ...(setKeys && { setKeys }),
    ...(keptBlocks && { keptBlocks }),
  };
}

/** For types that are planned only: attributes that hold policies are compared and kept as such. */
const POLICY_HOOKS: PlanHooks = {
  suppress: (path, prior, next) => path.endsWith("policy") && samePolicy(textOf(prior), textOf(next)),
  normalize: (path, value) => (path.endsWith("policy") ? normalizedJson(value) : value),
};

/** The SDK adds the id to what requires a new object whenever there is anything. */
function withId(paths: readonly ValuePath[], prior: PlainObject | null, shape: Shape): readonly ValuePath[] {
  if (shape.modern || (paths.length === 0 && prior !== null)) return paths;
  return [...paths, [{ kind: "attribute", name: "id" }]];
}

function failure(
  verb: keyof Words<PlainObject>,
  { title, words, cause }: AnyBehaviour,
  view: PlainObject,
  id: unknown,
  error: unknown,
): ProviderDiagnostic {
  if (error instanceof Refusal && error.isWhole) return refusal(error);
  const name = typeof id === "string" && id !== "" ? ` (${id})` : "";
  const beginning = words?.[verb]?.(identified(view)) ?? `${verb} ${title}${name}`;
  const text = failureText(error);
  return {
    severity: "error",
    summary: cause === "below" ? beginning : `${beginning}: ${text}`,
    detail: cause === undefined ? "" : text,
  };
}

const refusal = (error: unknown): ProviderDiagnostic => ({
  severity: "error",
  summary: failureText(error),
  detail: error instanceof Refusal ? error.detail : "",
});

const notServed = (name: string): ProviderDiagnostic => ({
  severity: "error",
  summary: "Resource type not supported",
  detail: `Terrarium does not serve ${name} yet: it can be validated and planned, but not applied.`,
});
