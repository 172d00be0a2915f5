/**
 * Metrics inside of events: a JSON event whose `_aws` member says which of its members are metrics. Source: CloudWatch's
 * guide, "Specification: Embedded metric format". An event that does not follow it makes no metrics.
 */
import type { Cloud } from "../../cloud/cloud.ts";
import type { Place } from "./groups.ts";
import { publishData } from "./metric-data.ts";

const SIGN = '"CloudWatchMetrics"';
const MOST_DIMENSIONS = 30;

interface Directive {
  readonly Namespace?: unknown;
  readonly Dimensions?: unknown;
  readonly Metrics?: unknown;
}

type Document = Readonly<Record<string, unknown>>;

/** Whether an event looks as if it brought metrics. */
export const isEmbeddedMetric = ({ message }: { readonly message: string }): boolean => message.includes(SIGN);

export function publishEmbeddedMetrics(cloud: Cloud, place: Place, messages: readonly string[]): void {
  for (const message of messages) {
    if (!message.includes(SIGN)) continue;
    const document = parsed(message);
    const { Timestamp, CloudWatchMetrics } = (document?.["_aws"] ?? {}) as Readonly<Record<string, unknown>>;
    if (!document || typeof Timestamp !== "number" || !Array.isArray(CloudWatchMetrics)) continue;
    for (const directive of CloudWatchMetrics as readonly Directive[]) {
      if (typeof directive.Namespace !== "string") continue;
      publishData(cloud, place, directive.Namespace, dataOf(document, directive, new Date(Timestamp)));
    }
  }
}

function dataOf(document: Document, { Dimensions, Metrics }: Directive, Timestamp: Date): object[] {
  if (!Array.isArray(Metrics)) return [];
  const sets = Array.isArray(Dimensions) && Dimensions.length > 0 ? (Dimensions as unknown[]) : [[]];
  return (Metrics as readonly Readonly<Record<string, unknown>>[]).flatMap(({ Name, Unit, StorageResolution }) => {
    if (typeof Name !== "string") return [];
    const value = document[Name];
    const Values = (Array.isArray(value) ? (value as unknown[]) : [value]).filter(
      (one): one is number => typeof one === "number" && Number.isFinite(one),
    );
    if (Values.length === 0) return [];
    return sets.flatMap((names) => {
      const dimensions = dimensionsOf(document, names);
      if (!dimensions) return [];
      return [
        {
          MetricName: Name,
          Timestamp,
          Dimensions: dimensions,
          Values,
          ...(typeof Unit === "string" ? { Unit } : {}),
          ...(StorageResolution === 1 ? { StorageResolution } : {}),
        },
      ];
    });
  });
}

function dimensionsOf(document: Document, names: unknown): { Name: string; Value: string }[] | undefined {
  if (!Array.isArray(names) || names.length > MOST_DIMENSIONS) return undefined;
  const found = (names as unknown[]).map((name) => ({ Name: String(name), Value: document[String(name)] }));
  return found.every((one): one is { Name: string; Value: string } => typeof one.Value === "string")
    ? found
    : undefined;
}

function parsed(message: string): Document | undefined {
  try {
    return JSON.parse(message) as Document;
  } catch {
    return undefined;
  }
}
