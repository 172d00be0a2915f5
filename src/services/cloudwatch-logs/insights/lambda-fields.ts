/** Fields that Insights finds in the lines a Lambda function's platform writes. Sizes are in bytes, of a million a MB. */
import type { Value } from "./value.ts";

const MEGABYTE = 1_000_000;

const MEASURES: Readonly<Record<string, readonly [pattern: RegExp, factor: number]>> = {
  "@duration": [/\tDuration: ([\d.]+) ms/, 1],
  "@billedDuration": [/\tBilled Duration: ([\d.]+) ms/, 1],
  "@initDuration": [/\tInit Duration: ([\d.]+) ms/, 1],
  "@memorySize": [/\tMemory Size: ([\d.]+) MB/, MEGABYTE],
  "@maxMemoryUsed": [/\tMax Memory Used: ([\d.]+) MB/, MEGABYTE],
};

const TRACES: Readonly<Record<string, RegExp>> = {
  "@xrayTraceId": /XRAY TraceId: (\S+)/,
  "@xraySegmentId": /\tSegmentId: (\S+)/,
};

const REQUEST_ID = /(?:RequestId: |^[^\t]*\t)([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})/;

export function lambdaField(field: string, message: string): Value {
  if (field === "@requestId") return REQUEST_ID.exec(message)?.[1];
  const type = /^(START|END|REPORT) RequestId: /.exec(message)?.[1];
  if (field === "@type") return type;
  const traced = TRACES[field];
  if (traced) return traced.exec(message)?.[1];
  const measure = MEASURES[field];
  if (!measure || type !== "REPORT") return undefined;
  const found = measure[0].exec(message)?.[1];
  return found === undefined ? undefined : Number(found) * measure[1];
}
