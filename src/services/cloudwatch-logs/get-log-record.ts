import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { CloudWatchLogs } from "./client.ts";
import { findBatch } from "./events.ts";
import { findGroup } from "./groups.ts";
import { documentFields } from "./insights/document-fields.ts";
import { EventRow } from "./insights/row.ts";
import { decodePointer } from "./log-record-pointer.ts";

export const getLogRecord: Operation<CloudWatchLogs, "GetLogRecord"> = ({ logRecordPointer }, context) => {
  const pointer = decodePointer(logRecordPointer as string);
  if (!pointer) throw new ServiceException("InvalidParameterException", "The specified logRecordPointer is invalid.");
  const group = findGroup(context.store, context, pointer.group);
  const batch = group && findBatch(context.store, context, group, pointer.stream, pointer.number);
  if (!batch) throw new ServiceException("ResourceNotFoundException", "The specified log record does not exist.");
  const { index } = pointer;
  const row = new EventRow(batch, index, { account: context.account, name: pointer.group });
  return {
    logRecord: {
      ...documentFields(row),
      "@log": `${context.account}:${pointer.group}`,
      "@logStream": batch.stream,
      "@message": batch.message(index),
      "@timestamp": String(batch.timestamps[index]),
      "@ingestionTime": String(batch.ingestedAt),
      "@ptr": logRecordPointer as string,
    },
  };
};
