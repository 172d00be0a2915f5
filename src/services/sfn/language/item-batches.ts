/** ItemBatcher: several items for one execution, with an input they have in common. */
import type { Json, JsonObject } from "./json.ts";
import { fillJsonata } from "./jsonata-template.ts";
import { fillTemplate } from "./payload-template.ts";
import type { Scope } from "./scope.ts";
import { lookUpFor } from "./scope.ts";

/** Inputs are at most this large. */
const MOST_BYTES = 262_144;

export interface Batch {
  readonly input: Json;
  readonly size: number;
}

export async function batchesOf(items: readonly Json[], batcher: JsonObject, scope: Scope): Promise<Batch[]> {
  const mostItems = (await limit(batcher, "MaxItemsPerBatch", scope)) ?? Number.POSITIVE_INFINITY;
  const mostBytes = (await limit(batcher, "MaxInputBytesPerBatch", scope)) ?? MOST_BYTES;
  const common = batcher.BatchInput;
  const shared: JsonObject =
    common === undefined
      ? {}
      : {
          BatchInput:
            scope.language === "JSONata"
              ? await fillJsonata("ItemBatcher/BatchInput", common, scope)
              : fillTemplate(common, scope),
        };
  const empty = JSON.stringify({ ...shared, Items: [] }).length;
  const batches: Batch[] = [];
  let current: Json[] = [];
  let bytes = empty;
  const close = (): void => {
    if (current.length > 0) batches.push({ input: { ...shared, Items: current }, size: current.length });
    current = [];
    bytes = empty;
  };
  for (const item of items) {
    const size = Buffer.byteLength(JSON.stringify(item)) + 1;
    if (current.length >= mostItems || bytes + size > mostBytes) close();
    current.push(item);
    bytes += size;
  }
  close();
  return batches;
}

async function limit(batcher: JsonObject, name: string, scope: Scope): Promise<number | undefined> {
  const path = batcher[`${name}Path`];
  const value =
    typeof path === "string"
      ? lookUpFor(`${name}Path`, path, scope)
      : scope.language === "JSONata" && batcher[name] !== undefined
        ? await fillJsonata(`ItemBatcher/${name}`, batcher[name], scope)
        : batcher[name];
  return typeof value === "number" && value > 0 ? value : undefined;
}
