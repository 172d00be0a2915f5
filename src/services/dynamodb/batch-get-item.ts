import type { KeysAndAttributes } from "@aws-sdk/client-dynamodb";
import { answer, Written, writtenItems } from "./answer/answer.ts";
import { readUnits } from "./answer/capacity.ts";
import { ConsumptionByTable } from "./answer/consumption-by-table.ts";
import { admitItem } from "./attribute/admit.ts";
import type { Item } from "./attribute/value.ts";
import { checkExpressionParameters } from "./expression/expression-parameters.ts";
import { readProjection } from "./expression/expressions.ts";
import { Placeholders } from "./expression/placeholders.ts";
import { projectItem } from "./expression/project.ts";
import type { Path } from "./expression/syntax.ts";
import { checkKey } from "./item/check-key.ts";
import { checkKeyPaths } from "./item/check-key-paths.ts";
import { keyText } from "./item/key-text.ts";
import { itemKey } from "./item/primary-key.ts";
import { decodeItem, storedSize, storedText } from "./item/stored-item.ts";
import { attributesToGet } from "./legacy/attributes-to-get.ts";
import type { DynamoInput, DynamoOperation } from "./operation.ts";
import { checkingRequest, refusal } from "./refusal.ts";
import { usableTable } from "./table/find-table.ts";

const mostKeys = 100;
const mostBytes = 16 * 1024 * 1024;
const parameters = { expressions: ["ProjectionExpression"], legacy: ["AttributesToGet"] };

interface TableReads {
  readonly given: string;
  readonly request: KeysAndAttributes;
  readonly keys: readonly Item[];
  readonly paths: readonly Path[] | undefined;
}

export const batchGetItem: DynamoOperation<"BatchGetItem"> = (input, context) => {
  const reads = checkingRequest(() => check(input));
  const tables = reads.map((read) => {
    const table = usableTable(read.given, context, "BatchGetItem");
    for (const key of read.keys) checkKey(key, table);
    if (read.paths) checkKeyPaths(read.paths, table);
    return { ...read, table };
  });
  const consumption = new ConsumptionByTable();
  const responses = new Map<string, Written>();
  const unprocessed: Record<string, KeysAndAttributes> = {};
  let bytes = 0;
  let full = false;
  for (const { given, request, keys, paths, table } of tables) {
    const texts: string[] = [];
    let units = 0;
    let done = 0;
    for (const key of keys) {
      if (full) break;
      const stored: Buffer | undefined = context.store.get<Buffer>(itemKey(table, key));
      const size = stored ? storedSize(stored) : 0;
      full = bytes + size > mostBytes;
      if (full) break;
      done++;
      bytes += size;
      units += readUnits(size, request.ConsistentRead);
      if (!stored) continue;
      texts.push(paths ? JSON.stringify(projectItem(decodeItem(stored), paths)) : storedText(stored));
    }
    if (done > 0) consumption.add({ table, units });
    responses.set(given, writtenItems(texts));
    if (done < keys.length) unprocessed[given] = { ...request, Keys: request.Keys!.slice(done) };
  }
  return answer({
    ConsumedCapacity: consumption.described(input.ReturnConsumedCapacity),
    Responses: writtenMap(responses),
    UnprocessedKeys: unprocessedKeys(unprocessed),
  });
};

function check(input: DynamoInput<"BatchGetItem">): TableReads[] {
  let count = 0;
  const requests = Object.entries(input.RequestItems!);
  // Expressions and older parameters do not mix even where they are for different tables.
  const parametersGiven = Object.fromEntries(
    requests.flatMap(([, { ProjectionExpression, AttributesToGet }]) =>
      Object.entries({ ProjectionExpression, AttributesToGet }).filter(([, value]) => value !== undefined),
    ),
  );
  checkExpressionParameters(parametersGiven, parameters);
  return requests.map(([given, request]) => {
    checkExpressionParameters(request, parameters);
    const names = attributesToGet(request.AttributesToGet);
    const placeholders = new Placeholders(request);
    const paths = readProjection(request.ProjectionExpression, placeholders) ?? names;
    placeholders.checkAllUsed();
    const seen = new Set<string>();
    const keys = request.Keys!.map((wireKey) => {
      const key = admitItem(wireKey);
      const shown = keyText(key);
      if (seen.has(shown)) throw refusal("Provided list of item keys contains duplicates");
      seen.add(shown);
      if (++count > mostKeys) throw refusal("Too many items requested for the BatchGetItem call");
      return key;
    });
    return { given, request, keys, paths };
  });
}

function writtenMap(members: ReadonlyMap<string, Written>): Written {
  const text = [...members].map(([name, { text: list }]) => `${JSON.stringify(name)}:${list}`).join(",");
  return new Written(`{${text}}`, () => Object.fromEntries([...members].map(([name, list]) => [name, list.decoded()])));
}

/** Keys go back as they came, binary in base64. */
function unprocessedKeys(unprocessed: Record<string, KeysAndAttributes>): Written {
  const wire = Object.entries(unprocessed).map(
    ([name, request]) => [name, { ...request, Keys: request.Keys!.map((key) => admitItem(key)) }] as const,
  );
  return new Written(JSON.stringify(Object.fromEntries(wire)), () => unprocessed);
}
