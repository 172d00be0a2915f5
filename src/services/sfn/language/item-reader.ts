/** ItemReader: the items of a distributed Map, from the objects of a bucket or from what is in one. */

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

export async function readItems(reader: JsonObject, scope: Scope, storage: MapStorage): Promise<readonly Json[]> {
  const config = isObject(reader.ReaderConfig) ? reader.ReaderConfig : {};
  const parameters = await filled(reader, scope);
  const most = await mostItems(config, scope);
  try {
    const items = plainText(reader.Resource).endsWith(":s3:listObjectsV2")
      ? await storage.list(parameters, most)
      : itemsIn(await storage.read(parameters), config);
    return items.slice(0, most);
  } catch (error) {
    if (error instanceof StateFailure) throw error;
    throw new StateFailure("States.ItemReaderFailed", error instanceof Error ? error.message : String(error));
  }
}

async function filled(reader: JsonObject, scope: Scope): Promise<JsonObject> {
  const parameters =
    scope.language === "JSONata"
      ? await fillJsonata("ItemReader/Arguments", reader.Arguments ?? {}, scope)
      : fillTemplate(reader.Parameters ?? {}, scope);
  return isObject(parameters) ? parameters : {};
}

async function mostItems(config: JsonObject, scope: Scope): Promise<number> {
  const { MaxItems, MaxItemsPath } = config;
  const given =
    typeof MaxItemsPath === "string"
      ? lookUpFor("MaxItemsPath", MaxItemsPath, scope)
      : scope.language === "JSONata"
        ? await fillJsonata("ItemReader/ReaderConfig/MaxItems", MaxItems ?? 0, scope)
        : MaxItems;
  return typeof given === "number" && given > 0 ? given : MOST_ITEMS;
}

function itemsIn(text: string, config: JsonObject): readonly Json[] {
  switch (config.InputType) {
    case "CSV":
      return csvItems(text, config);
    case "JSONL":
      return text
        .split("\n")
        .filter((line) => line.trim() !== "")
        .map((line) => JSON.parse(line) as Json);
    default:
      return jsonItems(JSON.parse(text) as Json, config.ItemsPointer);
  }
}

/** Fields of a row that has fewer than the header are empty. */
function csvItems(text: string, { CSVHeaderLocation, CSVHeaders, CSVDelimiter }: JsonObject): JsonObject[] {
  const rows = parseCsv(text, DELIMITERS[plainText(CSVDelimiter ?? "COMMA")] ?? ",");
  const given = CSVHeaderLocation === "GIVEN" && isList(CSVHeaders ?? null);
  const header = given ? (CSVHeaders as readonly string[]) : (rows.shift() ?? []);
  return rows.map((row) => Object.fromEntries(header.map((name, at) => [name, row[at] ?? ""])));
}

const DELIMITERS: Readonly<Record<string, string>> = {
  COMMA: ",",
  PIPE: "|",
  SEMICOLON: ";",
  SPACE: " ",
  TAB: "\t",
};

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
  throw new StateFailure("States.ItemReaderFailed", "Attempting to map over non-iterable node.");
}
