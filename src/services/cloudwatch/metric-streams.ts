/** Metric streams: stored and shown. Nothing flows, for there is no Firehose it could flow to. */
import type { GetMetricStreamOutput } from "@aws-sdk/client-cloudwatch";
import { regionalArn } from "../../cloud/arn.ts";
import type { Operation, OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { CloudWatch } from "./client.ts";
import { pageOf } from "./page.ts";
import { removeTags, saveTags } from "./tags.ts";

const PAGE = 500;

const streamKey = ({ account, region }: OperationContext, ...name: string[]) =>
  ["cloudwatch", account, region, "metric-stream", ...name] as const;

export const metricStreamExists = (context: OperationContext, name: string): boolean =>
  context.store.has([...streamKey(context, name)]);

function requireStream(context: OperationContext, name = ""): GetMetricStreamOutput {
  const stream = context.store.get<GetMetricStreamOutput>([...streamKey(context, name)]);
  if (stream) return stream;
  throw new ServiceException("ResourceNotFoundException", `MetricStream ${name} does not exist.`, {
    ResourceType: "metric-stream",
    ResourceId: name,
  });
}

export const putMetricStream: Operation<CloudWatch, "PutMetricStream"> = ({ Tags, ...definition }, context) => {
  const { Name = "", IncludeFilters, ExcludeFilters } = definition;
  if (IncludeFilters !== undefined && ExcludeFilters !== undefined) {
    throw new ServiceException(
      "InvalidParameterCombinationException",
      "The parameters IncludeFilters and ExcludeFilters are mutually exclusive and you have specified both.",
    );
  }
  const known = context.store.get<GetMetricStreamOutput>([...streamKey(context, Name)]);
  const now = new Date(context.clock.now());
  const stream: GetMetricStreamOutput = {
    ...definition,
    Arn: regionalArn("cloudwatch", context, `metric-stream/${Name}`),
    State: known?.State ?? "running",
    CreationDate: known?.CreationDate ?? now,
    LastUpdateDate: now,
    IncludeLinkedAccountsMetrics: definition.IncludeLinkedAccountsMetrics ?? false,
  };
  context.store.put([...streamKey(context, Name)], stream);
  // Tags are only of a new stream, as the API reference says.
  if (!known && Tags?.length) saveTags(context, stream.Arn as string, Tags);
  return { Arn: stream.Arn };
};

export const getMetricStream: Operation<CloudWatch, "GetMetricStream"> = ({ Name }, context) =>
  requireStream(context, Name);

export const listMetricStreams: Operation<CloudWatch, "ListMetricStreams"> = ({ MaxResults, NextToken }, context) => {
  const prefix = [...streamKey(context)];
  const found = Array.from(context.store.range<GetMetricStreamOutput>({ prefix }), ({ value }) => value);
  const { page, ...rest } = pageOf(found, MaxResults ?? PAGE, NextToken);
  return {
    Entries: page.map(({ Arn, Name, CreationDate, LastUpdateDate, FirehoseArn, State, OutputFormat }) => ({
      Arn,
      Name,
      CreationDate,
      LastUpdateDate,
      FirehoseArn,
      State,
      OutputFormat,
    })),
    ...rest,
  };
};

/** Deleting what is not there succeeds. */
export const deleteMetricStream: Operation<CloudWatch, "DeleteMetricStream"> = ({ Name = "" }, context) => {
  context.store.delete([...streamKey(context, Name)]);
  removeTags(context, regionalArn("cloudwatch", context, `metric-stream/${Name}`));
  return {};
};

function turn(context: OperationContext, names: readonly string[] = [], State: "running" | "stopped"): object {
  const streams = names.map((name) => requireStream(context, name));
  for (const stream of streams) {
    context.store.put([...streamKey(context, stream.Name ?? "")], { ...stream, State });
  }
  return {};
}

export const startMetricStreams: Operation<CloudWatch, "StartMetricStreams"> = ({ Names }, context) =>
  turn(context, Names, "running");

export const stopMetricStreams: Operation<CloudWatch, "StopMetricStreams"> = ({ Names }, context) =>
  turn(context, Names, "stopped");
