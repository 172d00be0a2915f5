/** ResultWriter: what the executions of a distributed Map gave, in files of a bucket, with a manifest that names them. */
import { randomUUID } from "node:crypto";
import { plainText } from "../../../wire/plain-text.ts";
import { StateFailure } from "./failure.ts";
import type { Json, JsonObject } from "./json.ts";
import { isList, isObject } from "./json.ts";
import { fillJsonata } from "./jsonata-template.ts";
import type { ItemOutcome, MapStorage } from "./map-storage.ts";
import { fillTemplate } from "./payload-template.ts";
import type { Scope } from "./scope.ts";

/** Gives the Map's result: where the manifest is. */
export async function writeResults(
  writer: JsonObject,
  mapRunArn: string,
  outcomes: readonly ItemOutcome[],
  scope: Scope,
  storage: MapStorage,
): Promise<Json> {
  const given =
    scope.language === "JSONata"
      ? await fillJsonata("ResultWriter/Arguments", writer.Arguments ?? {}, scope)
      : fillTemplate(writer.Parameters ?? {}, scope);
  const { Bucket = "", Prefix = "" } = isObject(given) ? given : {};
  const bucket = plainText(Bucket);
  const folder = `${Prefix === "" ? "" : `${plainText(Prefix)}/`}${mapRunArn.split(":").at(-1)}`;
  const config = isObject(writer.WriterConfig) ? writer.WriterConfig : {};
  const files: Record<string, Json[]> = { FAILED: [], PENDING: [], SUCCEEDED: [] };
  try {
    for (const status of ["SUCCEEDED", "FAILED"] as const) {
      const found = outcomes.filter(({ output }) => (output !== undefined) === (status === "SUCCEEDED"));
      if (found.length === 0) continue;
      const key = `${folder}/${status}_0.${config.OutputType === "JSONL" ? "jsonl" : "json"}`;
      const text = textOf(
        found.flatMap((outcome) => entries(outcome, status, mapRunArn, config)),
        config,
      );
      await storage.write(bucket, key, text);
      files[status]?.push({ Key: key, Size: Buffer.byteLength(text) });
    }
    const manifest = { DestinationBucket: bucket, MapRunArn: mapRunArn, ResultFiles: files };
    await storage.write(bucket, `${folder}/manifest.json`, JSON.stringify(manifest));
  } catch (error) {
    throw new StateFailure("States.ResultWriterFailed", error instanceof Error ? error.message : String(error));
  }
  return { MapRunArn: mapRunArn, ResultWriterDetails: { Bucket: bucket, Key: `${folder}/manifest.json` } };
}

function textOf(values: readonly Json[], { OutputType }: JsonObject): string {
  return OutputType === "JSONL" ? values.map((value) => `${JSON.stringify(value)}\n`).join("") : JSON.stringify(values);
}

/** The whole execution, or with COMPACT and FLATTEN its output alone. */
function entries(
  outcome: ItemOutcome,
  status: "SUCCEEDED" | "FAILED",
  mapRunArn: string,
  { Transformation }: JsonObject,
): readonly Json[] {
  const { output } = outcome;
  if (output !== undefined && Transformation === "COMPACT") return [output];
  if (output !== undefined && Transformation === "FLATTEN") return isList(output) ? output : [output];
  const name = outcome.name ?? randomUUID();
  const child = mapRunArn.replace(":mapRun:", ":execution:").replace(/:[^:]*$/, "");
  return [
    {
      ExecutionArn: `${child}:${name}`,
      Input: JSON.stringify(outcome.input),
      InputDetails: { Included: true },
      Name: name,
      ...(output === undefined ? {} : { Output: JSON.stringify(output) }),
      ...(outcome.error === undefined ? {} : { Error: outcome.error }),
      ...(outcome.cause === undefined ? {} : { Cause: outcome.cause }),
      OutputDetails: { Included: true },
      RedriveCount: 0,
      RedriveStatus: status === "SUCCEEDED" ? "NOT_REDRIVABLE" : "REDRIVABLE_BY_MAP_RUN",
      StartDate: new Date(outcome.started).toISOString(),
      StateMachineArn: child.replace(":execution:", ":stateMachine:"),
      Status: status,
      StopDate: new Date(outcome.stopped).toISOString(),
    },
  ];
}
