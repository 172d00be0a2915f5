/** Where Lambda's records lie in the store. Everything of a function starts with its name, so that it goes with it. */
import type { Key } from "../../store/store.ts";
import type { Place } from "./entities.ts";

type Kind =
  | "function"
  | "version"
  | "alias"
  | "policy"
  | "url"
  | "event-invoke"
  | "provisioned"
  | "layer"
  | "layer-version"
  | "layer-policy"
  | "deleted-layer-version"
  | "mapping"
  | "code-signing"
  | "capacity-provider";

export const prefixOf = ({ account, region }: Place, kind: Kind): Key => ["lambda", account, region, kind];

const key =
  (kind: Kind) =>
  (place: Place, ...parts: (string | number)[]): Key => [...prefixOf(place, kind), ...parts];

export const functionKey = key("function");
/** $LATEST is version 0: before all numbers. */
export const versionKey = (place: Place, name: string, version: string): Key => [
  ...prefixOf(place, "version"),
  name,
  version === "$LATEST" ? 0 : Number(version),
];
export const aliasKey = key("alias");
export const policyKey = key("policy");
export const urlKey = key("url");
export const eventInvokeKey = key("event-invoke");
export const provisionedKey = key("provisioned");
export const layerKey = key("layer");
export const layerVersionKey = key("layer-version");
export const layerPolicyKey = key("layer-policy");
/** Functions go on with layers that have been deleted since. */
export const deletedLayerVersionKey = key("deleted-layer-version");
export const mappingKey = key("mapping");
export const codeSigningKey = key("code-signing");
export const capacityProviderKey = key("capacity-provider");

/** Finds a function URL by its id alone, as a request to it names nothing else. */
export const urlIndexKey = (id: string): Key => ["lambda-url", id];

/** How far a mapping has read its stream, by shard. */
export const checkpointPrefix = (uuid: string): Key => ["lambda-checkpoint", uuid];
/** The tumbling windows of a mapping that are open, by shard. */
export const windowPrefix = (uuid: string): Key => ["lambda-window", uuid];

/** Kinds whose records go with a function. */
export const KINDS_OF_FUNCTION = ["version", "alias", "policy", "event-invoke", "provisioned"] as const;
