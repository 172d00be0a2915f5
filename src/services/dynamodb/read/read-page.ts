/**
 * One page of a query or scan: entries in the order of the source until the limit or 1 MB is reached. Entries that are
 * returned whole are never parsed.
 */
import type { OperationContext } from "../../../cloud/operation.ts";
import type { RangeOptions } from "../../../store/store.ts";
import { emptyItem, type Item } from "../attribute/value.ts";
import { meets } from "../expression/evaluate-condition.ts";
import { projectItem } from "../expression/project.ts";
import type { Condition, Path } from "../expression/syntax.ts";
import { itemKey } from "../item/primary-key.ts";
import { decodeItem, storedSize, storedText } from "../item/stored-item.ts";
import { positionAttributes, type Source } from "./source.ts";

const pageBytes = 1024 * 1024;

export interface PageRequest {
  readonly source: Source;
  readonly range: RangeOptions;
  readonly limit: number | undefined;
  readonly filter: Condition | undefined;
  readonly paths: readonly Path[] | undefined;
  /** Makes what is returned of an item, where it is not its part that the paths lead to. */
  readonly project?: typeof projectItem;
  /** Read whole items from the table where a local index does not hold what is wanted. */
  readonly fetchItems: boolean;
  readonly countOnly: boolean;
}

export interface Page {
  /** JSON of the items. */
  readonly items: readonly string[];
  readonly count: number;
  readonly scanned: number;
  readonly size: number;
  /** Sizes of the items that were fetched from the table besides. */
  readonly fetchedSizes: readonly number[];
  readonly lastKey: Item | undefined;
}

export function readPage(store: OperationContext["store"], request: PageRequest): Page {
  const { filter, paths, countOnly, source, project = projectItem } = request;
  const limit = request.limit ?? Number.POSITIVE_INFINITY;
  const items: string[] = [];
  const fetchedSizes: number[] = [];
  let count = 0;
  let scanned = 0;
  let size = 0;
  let lastKey: Item | undefined;
  for (const { value } of store.range<Buffer>(request.range)) {
    scanned++;
    size += storedSize(value);
    const fetched = request.fetchItems ? store.get<Buffer>(itemKey(source.table, decodeItem(value))) : undefined;
    if (fetched) fetchedSizes.push(storedSize(fetched));
    const bytes = fetched ?? value;
    const item = filter || paths ? decodeItem(bytes) : undefined;
    if (!filter || meets(item!, filter)) {
      count++;
      if (!countOnly) items.push(paths ? JSON.stringify(project(item!, paths)) : storedText(bytes));
    }
    if (scanned < limit && size < pageBytes) continue;
    lastKey = positionOf(source, decodeItem(value));
    break;
  }
  return { items, count, scanned, size, fetchedSizes, lastKey };
}

function positionOf(source: Source, item: Item): Item {
  const position = emptyItem();
  for (const { name } of positionAttributes(source)) position[name] = item[name]!;
  return position;
}
