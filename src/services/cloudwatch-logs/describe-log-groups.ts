import type { LogGroup as LogGroupDetail } from "@aws-sdk/client-cloudwatch-logs";
import type { Operation, OperationContext } from "../../cloud/operation.ts";
import { decodePageToken, encodePageToken } from "../../cloud/page-token.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { CloudWatchLogs } from "./client.ts";
import { allGroups, groupArn, type LogGroup, nameFromIdentifier } from "./groups.ts";
import { metricFilters } from "./metric-filters.ts";

const PAGE = 50;

export const describeLogGroups: Operation<CloudWatchLogs, "DescribeLogGroups"> = (input, context) => {
  const { logGroupNamePrefix, logGroupNamePattern, limit = PAGE } = input;
  if (logGroupNamePrefix !== undefined && logGroupNamePattern !== undefined) {
    throw new ServiceException(
      "InvalidParameterException",
      "LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.",
    );
  }
  const after = input.nextToken === undefined ? undefined : readToken(input.nextToken);
  const identified = input.logGroupIdentifiers && new Set(input.logGroupIdentifiers.map(nameFromIdentifier));
  const found: LogGroup[] = [];
  for (const group of allGroups(context.store, context, logGroupNamePrefix)) {
    if (after !== undefined && Buffer.compare(Buffer.from(group.name), Buffer.from(after)) <= 0) continue;
    if (logGroupNamePattern && !group.name.includes(logGroupNamePattern)) continue;
    if (identified && !identified.has(group.name)) continue;
    if (input.logGroupClass !== undefined && group.class !== input.logGroupClass) continue;
    found.push(group);
    if (found.length > limit) break;
  }
  const page = found.slice(0, limit);
  return {
    logGroups: page.map((group) => detail(context, group, logGroupNamePattern === undefined)),
    // A search by pattern gives a token with every page that has groups: only an empty page is known to be the last.
    ...(found.length > limit || (logGroupNamePattern !== undefined && page.length > 0)
      ? { nextToken: encodePageToken((page.at(-1) as LogGroup).name) }
      : {}),
  };
};

function detail(context: OperationContext, group: LogGroup, whole: boolean): LogGroupDetail {
  const arn = groupArn(context, group.name);
  return {
    logGroupName: group.name,
    creationTime: group.createdAt,
    ...(group.retentionInDays === undefined ? {} : { retentionInDays: group.retentionInDays }),
    metricFilterCount: metricFilters(context.store, context, group).length,
    arn: `${arn}:*`,
    logGroupArn: arn,
    ...(group.kmsKeyId === undefined ? {} : { kmsKeyId: group.kmsKeyId }),
    ...(group.dataProtectionStatus === undefined ? {} : { dataProtectionStatus: group.dataProtectionStatus }),
    logGroupClass: group.class,
    ...(whole
      ? { storedBytes: group.storedBytes ?? 0, deletionProtectionEnabled: group.deletionProtection ?? false }
      : {}),
  };
}

function readToken(token: string): string {
  const name = decodePageToken(token);
  if (typeof name === "string") return name;
  throw new ServiceException("InvalidParameterException", "The specified nextToken is invalid.");
}
