/** Resources that carry tags, by ARN: functions, event source mappings, code signing configurations. */
import { parseArn } from "../../cloud/arn.ts";
import type { OperationContext } from "../../cloud/operation.ts";
import type { Key } from "../../store/store.ts";
import type { CapacityProviderRecord, CodeSigningRecord, FunctionRecord, MappingRecord } from "./entities.ts";
import { functionNotFound, invalidParameter, notFound } from "./fault.ts";
import { capacityProviderKey, codeSigningKey, functionKey, mappingKey } from "./keys.ts";
import { targetsChanged } from "./settled-targets.ts";

type Tagged = FunctionRecord | MappingRecord | CodeSigningRecord | CapacityProviderRecord;

export interface TaggedResource {
  readonly tags: Readonly<Record<string, string>>;
  save(tags: Readonly<Record<string, string>>): void;
}

export function requireTagged({ store }: OperationContext, text: string | undefined): TaggedResource {
  const { account = "", region = "", resource = "" } = parseArn(text ?? "") ?? {};
  const place = { account, region };
  const [kind, id = "", qualifier] = resource.split(":");
  if (kind === "function" && qualifier !== undefined) {
    throw invalidParameter("Tags on function aliases and versions are not supported. Please specify a function ARN.");
  }
  const key = keyOf(kind, place, id);
  const record = key && store.get<Tagged>(key);
  if (!key || !record) {
    if (kind === "function") throw functionNotFound(text ?? "");
    throw notFound("The resource you requested does not exist.");
  }
  const save: TaggedResource["save"] = (tags) => {
    store.put(key, { ...record, tags });
    targetsChanged(store);
  };
  return { tags: record.tags, save };
}

function keyOf(kind: string | undefined, place: { account: string; region: string }, id: string): Key | undefined {
  switch (kind) {
    case "function":
      return functionKey(place, id);
    case "event-source-mapping":
      return mappingKey(place, id);
    case "capacity-provider":
      return capacityProviderKey(place, id);
    case "code-signing-config":
      return codeSigningKey(place, id);
    default:
      return undefined;
  }
}
