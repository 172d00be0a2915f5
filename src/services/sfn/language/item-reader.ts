/** ItemReader: the items of a distributed Map, from the objects of a bucket or from what is in them. */

import { parseCsv } from "../../../cloud/csv.ts";
import { plainText } from "../../../wire/plain-text.ts";
import { StateFailure } from "./failure.ts";
import type { Json, JsonObject } from "./json.ts";
import { isList, isObject } from "./json.ts";
import { fillJsonata } from "./jsonata-template.ts";
import type { MapStorage } from "./map-storage.ts";
import { fillTemplate } from "./payload-template.ts";
import type { Scope } from "./scope.ts";
import { lookUpFor } from "./scope.ts";

const MOST_ITEMS = 100_000_000;

const failed = (cause: string): StateFailure => new StateFailure("States.ItemReaderFailed", cause);

export async function readItems(reader: JsonObject, scope: Scope, storage: MapStorage): Promise<readonly Json[]> {
  const config = isObject(reader.ReaderConfig) ? reader.ReaderConfig : {};
  const parameters = await filled(reader, scope);
  const most = await mostItems(config, scope);
  try {
    const items = plainText(reader.Resource).endsWith(":s3:listObjectsV2")
      ? await listed(parameters, most, config, storage)
      : await itemsIn(await storage.read(parameters), config, storage);
    return items.slice(0, most);
  } catch (error) {
    if (error instanceof StateFailure) throw error;
    throw failed(error instanceof Error ? error.message : String(error));
  }
}

async function filled(reader: JsonObject, scope: Scope): Promise<JsonObject> {
  const parameters =
    scope.language === "JSONata"
      ? await fillJsonata("ItemReader/Arguments", reader.Arguments ?? {}, scope)
      : fillTemplate(reader.Parameters ?? {}, scope);
  return isObject(parameters) ? parameters : {};
}

/** 0 is no limit. Source: AWS's sentences, as LocalStack's source has them. */
async function mostItems(config: JsonObject, scope: Scope): Promise<number> {
  const { MaxItems, MaxItemsPath } = config;
  const given =
    typeof MaxItemsPath === "string"
      ? lookUpFor("MaxItemsPath", MaxItemsPath, scope)
      : scope.language === "JSONata"
        ? await fillJsonata("ItemReader/ReaderConfig/MaxItems", MaxItems ?? 0, scope)
        : MaxItems;
  if (typeof MaxItemsPath === "string" && !Number.isInteger(given)) {
    const shown = typeof given === "string" ? given : JSON.stringify(given);
    throw failed(`The MaxItemsPath field refers to value '${shown}' which is not a valid integer: ${MaxItemsPath}`);
  }
  if (typeof given === "number" && given < 0) throw failed("field MaxItems must be positive");
  return typeof given === "number" && given > 0 ? Math.min(given, MOST_ITEMS) : MOST_ITEMS;
}

/** The objects of a bucket; with LOAD_AND_FLATTEN what is in them. */
async function listed(
  parameters: JsonObject,
  most: number,
  config: JsonObject,
  storage: MapStorage,
): Promise<readonly Json[]> {
  if (config.Transformation !== "LOAD_AND_FLATTEN") return storage.list(parameters, most);
  const items: Json[] = [];
  for (const { Key } of await storage.list(parameters, MOST_ITEMS)) {
    if (items.length >= most) break;
    const { Bucket } = parameters;
    items.push(...(await itemsIn(await storage.read({ Bucket: Bucket ?? null, Key: Key ?? null }), config, storage)));
  }
  return items;
}

async function itemsIn(text: string, config: JsonObject, storage: MapStorage): Promise<readonly Json[]> {
  switch (config.InputType) {
    case "CSV":
      return csvItems(text, config);
    case "JSONL":
      return text
        .split("\n")
        .filter((line) => line.trim() !== "")
        .map((line) => JSON.parse(line) as Json);
    case "MANIFEST":
      return inventoryItems(JSON.parse(text) as Json, config, storage);
    case "PARQUET":
      throw failed("Terrarium does not read Parquet files.");
    default:
      return jsonItems(JSON.parse(text) as Json, config.ItemsPointer);
  }
}

/** Fields of a row that has fewer than the header are empty. */
function csvItems(text: string, { CSVHeaderLocation, CSVHeaders, CSVDelimiter }: JsonObject): JsonObject[] {
  const rows = parseCsv(text, DELIMITERS[plainText(CSVDelimiter ?? "COMMA")] ?? ",");
  const given = CSVHeaderLocation === "GIVEN" && isList(CSVHeaders ?? null);
  const header = given ? (CSVHeaders as readonly string[]) : (rows.shift() ?? []);
  return withHeader(header, rows);
}

const withHeader = (header: readonly string[], rows: readonly (readonly string[])[]): JsonObject[] =>
  rows.map((row) => Object.fromEntries(header.map((name, at) => [name, row[at] ?? ""])));

const DELIMITERS: Readonly<Record<string, string>> = {
  COMMA: ",",
  PIPE: "|",
  SEMICOLON: ";",
  SPACE: " ",
  TAB: "\t",
};

/** An inventory report of S3: the manifest names files of comma-separated rows, and what their columns are. */
async function inventoryItems(manifest: Json, config: JsonObject, storage: MapStorage): Promise<readonly Json[]> {
  const { fileFormat, fileSchema, destinationBucket, files } = isObject(manifest) ? manifest : {};
  if (config.ManifestType === "ATHENA_DATA" || fileFormat !== "CSV") {
    throw failed("Terrarium reads manifests of S3 inventories whose format is CSV.");
  }
  const header = plainText(fileSchema).split(/\s*,\s*/);
  const Bucket = plainText(destinationBucket).replace(/^arn:[^:]+:s3:::/, "");
  const items: Json[] = [];
  for (const file of isList(files ?? null) ? (files as readonly JsonObject[]) : []) {
    items.push(...withHeader(header, parseCsv(await storage.read({ Bucket, Key: file.key ?? null }))));
  }
  return items;
}

function jsonItems(document: Json, pointer: Json | undefined): readonly Json[] {
  const steps = typeof pointer === "string" ? pointer.split("/").slice(1) : [];
  let value: Json | undefined = document;
  for (const step of steps.map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))) {
    value = isList(value ?? null)
      ? (value as readonly Json[])[Number(step)]
      : isObject(value)
        ? value[step]
        : undefined;
  }
  if (isList(value ?? null)) return value as readonly Json[];
  if (isObject(value)) return Object.entries(value).map(([Key, Value]) => ({ Key, Value }));
  throw failed("Attempting to map over non-iterable node.");
}
