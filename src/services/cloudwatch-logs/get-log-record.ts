import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { CloudWatchLogs } from "./client.ts";
import { maskOf } from "./data-masking.ts";
import { findBatch } from "./events.ts";
import { findGroup } from "./groups.ts";
import { documentFields } from "./insights/document-fields.ts";
import { EventRow } from "./insights/row.ts";
import { decodePointer } from "./log-record-pointer.ts";

export const getLogRecord: Operation<CloudWatchLogs, "GetLogRecord"> = ({ logRecordPointer, unmask }, context) => {
  const pointer = decodePointer(logRecordPointer as string);
  if (!pointer) throw new ServiceException("InvalidParameterException", "The specified logRecordPointer is invalid.");
  const group = findGroup(context.store, context, pointer.group);
  const batch = group && findBatch(context.store, context, group, pointer.stream, pointer.number);
  if (!batch) throw new ServiceException("ResourceNotFoundException", "The specified log record does not exist.");
  const { index } = pointer;
  const row = new EventRow(batch, index, {
    account: context.account,
    name: pointer.group,
    mask: unmask ? undefined : maskOf(context.store, context, group),
  });
  return {
    logRecord: {
      ...documentFields(row),
      "@log": `${context.account}:${pointer.group}`,
      "@logStream": batch.stream,
      "@message": row.message,
      "@timestamp": String(batch.timestamps[index]),
      "@ingestionTime": String(batch.ingestedAt),
      "@ptr": logRecordPointer as string,
    },
  };
};
