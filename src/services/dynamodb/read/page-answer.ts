/** The answer of Query and Scan. */
import { answer, writtenItem, writtenItems } from "../answer/answer.ts";
import { type CapacityDetail, consumedCapacity, readUnits } from "../answer/capacity.ts";
import type { Page } from "./read-page.ts";
import type { Selection } from "./selection.ts";
import type { Source } from "./source.ts";

interface PageParameters {
  readonly ReturnConsumedCapacity?: CapacityDetail;
  readonly ConsistentRead?: boolean | undefined;
}

export function pageAnswer<Output>(input: PageParameters, page: Page, source: Source, selection: Selection): Output {
  return answer<Output>({
    ConsumedCapacity: consumedCapacity(input.ReturnConsumedCapacity, {
      table: source.table,
      ...unitsOfPage(page, source, input.ConsistentRead),
    }),
    Count: page.count,
    Items: selection.countOnly ? undefined : writtenItems(page.items),
    LastEvaluatedKey: page.lastKey && writtenItem(page.lastKey),
    ScannedCount: page.scanned,
  });
}

export function unitsOfPage(page: Page, { index }: Source, consistent: boolean | undefined) {
  const units = readUnits(page.size, consistent);
  if (!index) return { units };
  let fetched = 0;
  for (const size of page.fetchedSizes) fetched += readUnits(size, consistent);
  return { units: fetched, indexUnits: new Map([[index.name, units]]) };
}
