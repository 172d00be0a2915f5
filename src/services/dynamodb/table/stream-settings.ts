import type { StreamSpecification } from "@aws-sdk/client-dynamodb";
import { invalidParameter } from "../refusal.ts";
import { streamLabel } from "./arn.ts";
import type { Table } from "./table.ts";

/** The settings of a stream that begins now; nothing when none is asked for. */
export function newStream(
  specification: StreamSpecification | undefined,
  now: number,
): Pick<Table, "stream" | "lastStreamLabel"> {
  if (!specification) return {};
  const { StreamEnabled: enabled, StreamViewType: viewType } = specification;
  if (!enabled) {
    if (viewType) {
      throw invalidParameter("StreamViewType can not be specified when StreamEnabled is false");
    }
    return {};
  }
  if (!viewType) throw invalidParameter("StreamViewType must be specified when StreamEnabled is true");
  const label = streamLabel(now);
  return { stream: { viewType, label }, lastStreamLabel: label };
}
