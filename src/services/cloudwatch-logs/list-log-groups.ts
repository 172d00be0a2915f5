import type { Operation } from "../../cloud/operation.ts";
import type { CloudWatchLogs } from "./client.ts";
import { allGroups, groupArn } from "./groups.ts";
import { pageOf } from "./records.ts";

export const listLogGroups: Operation<CloudWatchLogs, "ListLogGroups"> = (input, context) => {
  const matches = namePattern(input.logGroupNamePattern);
  const found = [...allGroups(context.store, context)].filter(
    (group) => matches(group.name) && (input.logGroupClass === undefined || group.class === input.logGroupClass),
  );
  const { page, ...rest } = pageOf(found, input);
  return {
    logGroups: page.map((group) => ({
      logGroupName: group.name,
      logGroupArn: groupArn(context, group.name),
      logGroupClass: group.class,
    })),
    ...rest,
  };
};

/** Parts of names, separated by `|`; `^` before one makes it the name's beginning. Source: API reference. */
function namePattern(pattern: string | undefined): (name: string) => boolean {
  if (pattern === undefined) return () => true;
  const parts = pattern.split("|");
  return (name) => parts.some((part) => (part.startsWith("^") ? name.startsWith(part.slice(1)) : name.includes(part)));
}
