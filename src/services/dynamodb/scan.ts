import type { Key, RangeOptions } from "../../store/store.ts";
import { checkExpressionParameters } from "./expression/expression-parameters.ts";
import { readCondition, readProjection } from "./expression/expressions.ts";
import { Placeholders } from "./expression/placeholders.ts";
import { checkKeyPaths, pathsOfCondition } from "./item/check-key-paths.ts";
import { segmentStart } from "./item/primary-key.ts";
import { attributesToGet } from "./legacy/attributes-to-get.ts";
import { readFilter } from "./legacy/conditions.ts";
import type { DynamoInput, DynamoOperation } from "./operation.ts";
import { pageAnswer } from "./read/page-answer.ts";
import { readPage } from "./read/read-page.ts";
import { checkSelect, selectionFor } from "./read/selection.ts";
import { sourceOf, storeKeyIn } from "./read/source.ts";
import { admitStartKey, checkStartKey } from "./read/start-key.ts";
import { refusal } from "./refusal.ts";
import { usableTable } from "./table/find-table.ts";

const parameters = {
  expressions: ["ProjectionExpression", "FilterExpression"],
  legacy: ["AttributesToGet", "ScanFilter", "ConditionalOperator"],
};

export const scan: DynamoOperation<"Scan"> = (input, context) => {
  // Not through `checkingRequest`: scans kept the older wording.
  const { startKey, filter, paths } = check(input);
  const table = usableTable(input.TableName!, context, "Scan", input.IndexName);
  const source = sourceOf(table, input.IndexName, input.ConsistentRead);
  if (startKey) checkStartKey(startKey, source, "scan");
  if (paths) checkKeyPaths(paths, table);
  if (filter) checkKeyPaths(pathsOfCondition(filter), table);
  const selection = selectionFor(input, paths, source);
  const segment = segmentBounds(source.prefix, input.Segment, input.TotalSegments);
  const start = startKey && storeKeyIn(source, startKey);
  if (start) checkStartSegment(start[source.prefix.length] as string, input);
  const page = readPage(context.store, {
    source,
    range: { prefix: source.prefix, ...segment, ...(start ? { after: start } : {}) },
    limit: input.Limit,
    filter,
    ...selection,
  });
  return pageAnswer(input, page, source, selection);
};

function check(input: DynamoInput<"Scan">) {
  checkExpressionParameters(input, parameters);
  checkSelect(input);
  const names = attributesToGet(input.AttributesToGet);
  const oldFilter = readFilter(input.ScanFilter, input.ConditionalOperator);
  const startKey = admitStartKey(input.ExclusiveStartKey);
  checkSegments(input);
  const placeholders = new Placeholders(input);
  const filter = readCondition("FilterExpression", input.FilterExpression, placeholders) ?? oldFilter;
  const paths = readProjection(input.ProjectionExpression, placeholders) ?? names;
  placeholders.checkAllUsed();
  return { startKey, filter, paths };
}

function checkSegments({ Segment, TotalSegments }: DynamoInput<"Scan">): void {
  if (Segment !== undefined && TotalSegments === undefined) {
    throw refusal(
      "The TotalSegments parameter is required but was not present in the request when Segment parameter is present",
    );
  }
  if (TotalSegments === undefined) return;
  if (Segment === undefined) {
    throw refusal(
      "The Segment parameter is required but was not present in the request when parameter TotalSegments is present",
    );
  }
  if (Segment >= TotalSegments) {
    throw refusal(
      `The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: ${Segment} is not less than TotalSegments: ${TotalSegments}`,
    );
  }
}

function checkStartSegment(partition: string, { Segment, TotalSegments }: DynamoInput<"Scan">): void {
  if (Segment === undefined || TotalSegments === undefined) return;
  const inside =
    partition >= segmentStart(Segment, TotalSegments) &&
    (Segment + 1 === TotalSegments || partition < segmentStart(Segment + 1, TotalSegments));
  if (inside) return;
  throw refusal(
    `The provided starting key is invalid: Invalid ExclusiveStartKey. Please use ExclusiveStartKey with correct Segment. TotalSegments: ${TotalSegments} Segment: ${Segment}`,
  );
}

/** Segments are equal stretches of the partitions' hashes. */
function segmentBounds(
  prefix: Key,
  segment: number | undefined,
  segments: number | undefined,
): Pick<RangeOptions, "from" | "before"> {
  if (segment === undefined || segments === undefined) return {};
  const from: Key = [...prefix, segmentStart(segment, segments)];
  return segment + 1 < segments ? { from, before: [...prefix, segmentStart(segment + 1, segments)] } : { from };
}
