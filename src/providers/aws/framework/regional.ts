/**
 * Since release 6 most types of the aws provider take a `region`, which stands over the provider's; a change of it needs
 * a new object, and an import id may end in `@` and a region (the provider's guide "Enhanced Region Support").
 */
import type { Creation } from "../../../cloud/creation.ts";
import { type ObjectType, objectOf, STRING } from "../../../terraform/lang/type.ts";
import { nullValue, stringValue, unknownValue, Value } from "../../../terraform/lang/value.ts";
import type {
  ApplyRequest,
  DataSource,
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
import { partitionOf } from "../meta/partitions.ts";
import { REGIONS } from "../meta/region-names.ts";
import type { AwsDataSource } from "./data-source-type.ts";
import { regionalInstance } from "./regional-instance.ts";
import type { AwsResourceType } from "./resource-type.ts";

/** Puts the attribute on values of a type that does not know it, and takes it off. */
class RegionAttribute {
  readonly #inner: ObjectType;
  readonly #outer: ObjectType;

  constructor(inner: ObjectType) {
    this.#inner = inner;
    this.#outer = objectOf(new Map([...inner.attributes, ["region", STRING]]));
  }

  of(value: Value): Value {
    return (value.isNull || !value.isKnown ? undefined : value.entries.get("region")) ?? nullValue(STRING);
  }

  without(value: Value): Value {
    return this.#as(this.#inner, value);
  }

  with(value: Value, region: Value): Value {
    return this.#as(this.#outer, value, region);
  }

  #as(type: ObjectType, value: Value, region?: Value): Value {
    if (value.isNull) return nullValue(type);
    if (!value.isKnown) return unknownValue(type);
    const members = new Map<string, Value>();
    for (const [name, inner] of type.attributes)
      members.set(name, (name === "region" ? region : value.entries.get(name)) ?? nullValue(inner));
    return new Value(type, members);
  }
}

const withRegion = ({ version, block }: Schema): Schema => ({
  version,
  block: { ...block, attributes: { ...block.attributes, region: { type: STRING, optional: true, computed: true } } },
});

/** The region that is written, else the provider's. */
const effective = (written: Value, provider: ProviderInstance): Value =>
  written.isNull ? stringValue(regionalInstance(provider).region) : written;

/** The provider as it works in that region. */
const working = (region: Value, provider: ProviderInstance): ProviderInstance =>
  region.isKnown ? regionalInstance(provider).within(region.string) : provider;

function partitionFaults(region: Value, provider: ProviderInstance): readonly ProviderDiagnostic[] {
  const { partition } = regionalInstance(provider);
  const found = region.isKnown ? partitionOf(region.string) : partition;
  if (found === partition) return [];
  const summary = `partition (${found}) for per-resource Region (${region.string}) is not the provider's configured partition (${partition})`;
  return [{ severity: "error", summary, detail: "" }];
}

export class RegionalResourceType implements ResourceType {
  readonly #type: AwsResourceType;
  #attribute: RegionAttribute | undefined;
  #schema: Schema | undefined;

  constructor(type: AwsResourceType) {
    this.#type = type;
  }

  get isServed(): boolean {
    return this.#type.isServed;
  }

  get schema(): Schema {
    this.#schema ??= withRegion(this.#type.schema);
    return this.#schema;
  }

  get #region(): RegionAttribute {
    this.#attribute ??= new RegionAttribute(this.#type.shape.block.type);
    return this.#attribute;
  }

  validate(config: Value): Promise<readonly ProviderDiagnostic[]> {
    return this.#type.validate(this.#region.without(config));
  }

  async upgrade(version: number, raw: unknown): Promise<StateResult> {
    const result = await this.#type.upgrade(version, raw);
    const written = (raw as { readonly region?: string } | null)?.region;
    const region = written === undefined ? nullValue(STRING) : stringValue(written);
    return { ...result, state: this.#region.with(result.state, region) };
  }

  async plan(request: PlanRequest, provider: ProviderInstance): Promise<PlanResult> {
    const attribute = this.#region;
    const before = attribute.of(request.prior);
    const region = request.proposed.isNull
      ? effective(before, provider)
      : effective(attribute.of(request.config), provider);
    const faults = partitionFaults(region, provider);
    const result = await this.#type.plan(
      {
        ...request,
        prior: attribute.without(request.prior),
        proposed: attribute.without(request.proposed),
        config: attribute.without(request.config),
      },
      working(region, provider),
    );
    const stays = before.isNull || (region.isKnown && region.string === before.string);
    return {
      ...result,
      planned: attribute.with(result.planned, region),
      requiresReplace: stays
        ? result.requiresReplace
        : [...result.requiresReplace, [{ kind: "attribute", name: "region" }]],
      diagnostics: [...faults, ...result.diagnostics],
    };
  }

  async apply(request: ApplyRequest, provider: ProviderInstance): Promise<StateResult> {
    const attribute = this.#region;
    const region = effective(attribute.of(request.planned.isNull ? request.prior : request.planned), provider);
    const result = await this.#type.apply(
      {
        ...request,
        prior: attribute.without(request.prior),
        planned: attribute.without(request.planned),
        config: attribute.without(request.config),
      },
      working(region, provider),
    );
    return { ...result, state: attribute.with(result.state, region) };
  }

  async resume(creation: Creation, provider: ProviderInstance): Promise<StateResult> {
    const result = await this.#type.resume(creation, provider);
    return { ...result, state: this.#region.with(result.state, effective(nullValue(STRING), provider)) };
  }

  async read(request: ReadRequest, provider: ProviderInstance): Promise<StateResult> {
    const attribute = this.#region;
    const region = effective(attribute.of(request.state), provider);
    const state = attribute.without(request.state);
    const result = await this.#type.read({ ...request, state }, working(region, provider));
    return { ...result, state: attribute.with(result.state, region) };
  }

  async importState(id: string, provider: ProviderInstance): Promise<ImportResult> {
    const at = id.lastIndexOf("@");
    const named = at > 0 && id.slice(at + 1) in REGIONS;
    const region = named ? stringValue(id.slice(at + 1)) : effective(nullValue(STRING), provider);
    const result = await this.#type.importState(named ? id.slice(0, at) : id, working(region, provider));
    const imported = result.imported.map((one) => ({ ...one, state: this.#region.with(one.state, region) }));
    return { ...result, imported };
  }
}

export class RegionalDataSource implements DataSource {
  readonly #source: AwsDataSource;
  #attribute: RegionAttribute | undefined;
  #schema: Schema | undefined;

  constructor(source: AwsDataSource) {
    this.#source = source;
  }

  get schema(): Schema {
    this.#schema ??= withRegion(this.#source.schema);
    return this.#schema;
  }

  get #region(): RegionAttribute {
    this.#attribute ??= new RegionAttribute(this.#source.shape.block.type);
    return this.#attribute;
  }

  validate(config: Value): Promise<readonly ProviderDiagnostic[]> {
    return this.#source.validate(this.#region.without(config));
  }

  async read(config: Value, provider: ProviderInstance): Promise<StateResult> {
    const attribute = this.#region;
    const region = effective(attribute.of(config), provider);
    const faults = partitionFaults(region, provider);
    if (faults.length > 0) return { state: config, diagnostics: faults };
    const result = await this.#source.read(attribute.without(config), working(region, provider));
    return { ...result, state: attribute.with(result.state, region) };
  }
}
