/**
 * The types of hashicorp/aws 5.100 whose services Terrarium has nothing of. Configurations may write them, and modules
 * often do behind a `count` of zero: they are checked against their schemas and planned, never made.
 */
import type { DataSource, ProviderType, ResourceType } from "../../terraform/provider.ts";
import { type NamedType, namesOf } from "../registry.ts";
import { AwsDataSource } from "./framework/data-source-type.ts";
import { AwsResourceType } from "./framework/resource-type.ts";
import type { BlockTable, NestedTable, TypeTable } from "./framework/table.ts";
import schemas from "./schema/unserved.generated.json" with { type: "json" };

type Index = Readonly<Record<string, readonly [place: number, version: number]>>;
/** Of one block: its text is read only when a configuration needs it. */
type BlockText = readonly [
  attributes: NonNullable<BlockTable["attributes"]>,
  blocks: Readonly<Record<string, readonly [place: number, nesting: NestedTable["nesting"], min: number, max: number]>>,
];

const resourcePlaces = schemas.resources as unknown as Index;
const dataPlaces = schemas.dataSources as unknown as Index;

const tables = new Map<number, BlockTable>();
const resourceTypes = new Map<string, ResourceType>();
const dataSourceTypes = new Map<string, DataSource>();
const widened = new WeakMap<ProviderType, Map<string, ProviderType>>();

/** The provider with those of the named types that it lacks. */
export function withUnserved(provider: ProviderType, named: readonly NamedType[]): ProviderType {
  const made = widened.get(provider) ?? new Map<string, ProviderType>();
  widened.set(provider, made);
  return once(made, namesOf(named), () => {
    const resources = new Map(provider.resources);
    const dataSources = new Map(provider.dataSources);
    for (const { mode, type } of named) {
      if (mode === "managed" && type in resourcePlaces) resources.set(type, resourceType(type));
      if (mode === "data" && type in dataPlaces) dataSources.set(type, dataSourceType(type));
    }
    return { ...provider, resources, dataSources };
  });
}

const resourceType = (type: string): ResourceType =>
  once(resourceTypes, type, () => new AwsResourceType(type, typeTable(resourcePlaces, type), undefined));

const dataSourceType = (type: string): DataSource =>
  once(dataSourceTypes, type, () => new AwsDataSource(type, typeTable(dataPlaces, type), undefined));

function once<Key, Thing>(made: Map<Key, Thing>, key: Key, make: () => Thing): Thing {
  const thing = made.get(key) ?? make();
  made.set(key, thing);
  return thing;
}

function typeTable(places: Index, type: string): TypeTable {
  const [place, version] = places[type] ?? [0, 0];
  return { ...tableAt(place), version };
}

const tableAt = (place: number): BlockTable =>
  once(tables, place, () => {
    const [attributes, nested] = JSON.parse(schemas.blocks[place] ?? "") as BlockText;
    const blocks: Record<string, NestedTable> = {};
    for (const [name, [inner, nesting, min, max]] of Object.entries(nested))
      blocks[name] = { ...tableAt(inner), nesting, min, max };
    return { attributes, blocks };
  });
