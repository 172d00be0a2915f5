/** Export tasks: the events of a group and a time, written to a bucket as compressed text, a folder for each stream. */
import { randomUUID } from "node:crypto";
import { gzipSync } from "node:zlib";
import type { ExportTask } from "@aws-sdk/client-cloudwatch-logs";
import type { Operation, OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { CloudWatchLogs } from "./client.ts";
import { maskOf } from "./data-masking.ts";
import { type LogGroup, requireGroup } from "./groups.ts";
import { allRecords, findRecord, limitExceeded, pageOf, saveRecord } from "./records.ts";
import { keptRange, matchingEvents, scanBatches } from "./scan.ts";
import { requireStandardClass } from "./standard-class.ts";
import { allStreams } from "./streams.ts";

const TASK = "export-task";

const refuse = (message: string): ServiceException => new ServiceException("InvalidParameterException", message);

export const createExportTask: Operation<CloudWatchLogs, "CreateExportTask"> = async (input, context) => {
  const group = requireStandardClass(requireGroup(context.store, context, input.logGroupName as string));
  if ((input.to as number) <= (input.from as number)) throw refuse("The 'to' time must be after the 'from' time.");
  if (allRecords<ExportTask>(context.store, context, TASK).some(({ status }) => status?.code === "RUNNING")) {
    throw limitExceeded();
  }
  const prefix = input.destinationPrefix ?? "exportedlogs";
  const Bucket = input.destination as string;
  try {
    const Body = Buffer.from("Permission Check Successful");
    await context.call("s3", "PutObject", { Bucket, Key: `${prefix}/aws-logs-write-test`, Body });
  } catch (error) {
    if (!(error instanceof ServiceException)) throw error;
    // Source: AWS, recorded.
    if (error.code === "NoSuchBucket")
      throw refuse("The given bucket does not exist. Please make sure the bucket is valid.");
    throw refuse(
      "GetBucketAcl call on the given bucket failed. Please check if CloudWatch Logs has been granted permission to perform this operation.",
    );
  }
  const taskId = randomUUID();
  const task: ExportTask = {
    taskId,
    ...(input.taskName === undefined ? {} : { taskName: input.taskName }),
    logGroupName: group.name,
    from: input.from,
    to: input.to,
    destination: Bucket,
    destinationPrefix: prefix,
    status: { code: "RUNNING", message: "Started" },
    executionInfo: { creationTime: context.clock.now() },
  };
  saveRecord(context, TASK, task, taskId);
  void exportGroup(context, group, task, input.logStreamNamePrefix).then(
    () => finish(context, task, "COMPLETED", "Completed successfully"),
    () => finish(context, task, "FAILED", "Failed to write to the bucket"),
  );
  return { taskId };
};

async function exportGroup(
  context: OperationContext,
  group: LogGroup,
  { taskId, from, to, destination, destinationPrefix }: ExportTask,
  streamPrefix: string | undefined,
): Promise<void> {
  const { store } = context;
  const range = keptRange(group, context.clock.now(), { from, until: to });
  const mask = maskOf(store, context, group);
  for (const { name } of Array.from(allStreams(store, context, group, streamPrefix))) {
    const lines: string[] = [];
    await scanBatches({ store, place: context, group, streams: [name] }, range, (batch, window) => {
      const take = (index: number): void => {
        const message = batch.message(index);
        lines.push(`${new Date(batch.timestamps[index] as number).toISOString()} ${mask?.(message) ?? message}`);
      };
      matchingEvents(batch, range, undefined, take, window);
    });
    if (lines.length === 0) continue;
    const Key = `${destinationPrefix}/${taskId}/${name.replaceAll("/", "-")}/000000.gz`;
    await context.call("s3", "PutObject", { Bucket: destination, Key, Body: gzipSync(`${lines.join("\n")}\n`) });
  }
}

function finish(context: OperationContext, task: ExportTask, code: "COMPLETED" | "FAILED", message: string): void {
  const current = findRecord<ExportTask>(context, TASK, task.taskId as string);
  if (current?.status?.code !== "RUNNING") return;
  const executionInfo = { ...task.executionInfo, completionTime: context.clock.now() };
  saveRecord(context, TASK, { ...task, status: { code, message }, executionInfo }, task.taskId as string);
}

export const describeExportTasks: Operation<CloudWatchLogs, "DescribeExportTasks"> = (input, context) => {
  const found = allRecords<ExportTask>(context.store, context, TASK).filter(
    ({ taskId, status }) =>
      (input.taskId === undefined || taskId === input.taskId) &&
      (input.statusCode === undefined || status?.code === input.statusCode),
  );
  const { page, ...rest } = pageOf(found, input);
  return { exportTasks: page, ...rest };
};

export const cancelExportTask: Operation<CloudWatchLogs, "CancelExportTask"> = ({ taskId }, context) => {
  const task = findRecord<ExportTask>(context, TASK, taskId as string);
  if (!task) throw new ServiceException("ResourceNotFoundException", "The specified export task does not exist.");
  if (task.status?.code !== "RUNNING" && task.status?.code !== "PENDING") {
    throw new ServiceException("InvalidOperationException", "The specified export task has already finished");
  }
  saveRecord(context, TASK, { ...task, status: { code: "CANCELLED", message: "Cancelled by user" } }, taskId as string);
  return {};
};
