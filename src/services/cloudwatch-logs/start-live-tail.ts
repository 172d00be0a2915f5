import { randomUUID } from "node:crypto";
import type { StartLiveTailResponseStream } from "@aws-sdk/client-cloudwatch-logs";
import { parseArn } from "../../cloud/arn.ts";
import type { Operation, OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { CloudWatchLogs } from "./client.ts";
import { compileFilterPattern } from "./filter-pattern/compile.ts";
import { nameFromIdentifier, requireGroup } from "./groups.ts";
import { groupOfTail, type LiveTail, openLiveTail } from "./live-tails.ts";
import { requireStandardClass } from "./standard-class.ts";

/** An update comes every second, and has at most this many events; sessions last three hours. Source: API reference. */
const UPDATE_MILLISECONDS = 1000;
const MOST_EVENTS = 500;
const SESSION_MILLISECONDS = 3 * 3_600_000;

export const startLiveTail: Operation<CloudWatchLogs, "StartLiveTail"> = (input, context) => {
  const identifiers = input.logGroupIdentifiers ?? [];
  const { logStreamNames, logStreamNamePrefixes, logEventFilterPattern } = input;
  if (logStreamNames !== undefined && logStreamNamePrefixes !== undefined) {
    throw new ServiceException(
      "InvalidParameterException",
      "LogStream name prefix and LogStream names are mutually exclusive parameters.",
    );
  }
  if ((logStreamNames ?? logStreamNamePrefixes) !== undefined && identifiers.length !== 1) {
    throw new ServiceException(
      "InvalidParameterException",
      "Only one log group can be specified when log stream names or prefixes are specified.",
    );
  }
  const tail: LiveTail = {
    groups: new Set(
      identifiers.map((identifier) => {
        if (!parseArn(identifier)) {
          throw new ServiceException("InvalidParameterException", "Log group identifiers must be ARNs.");
        }
        return groupOfTail(
          context,
          requireStandardClass(requireGroup(context.store, context, nameFromIdentifier(identifier))).name,
        );
      }),
    ),
    streams: logStreamNames,
    streamPrefixes: logStreamNamePrefixes,
    pattern: compileFilterPattern(logEventFilterPattern ?? ""),
    waiting: [],
  };
  const sessionStart = {
    requestId: context.requestId,
    sessionId: randomUUID(),
    logGroupIdentifiers: identifiers,
    logStreamNames: logStreamNames ?? [],
    logStreamNamePrefixes: logStreamNamePrefixes ?? [],
    logEventFilterPattern: logEventFilterPattern ?? "",
  };
  const close = openLiveTail(context.cloud, context, tail);
  return { responseStream: updates(context, tail, sessionStart, close) };
};

async function* updates(
  { clock, signal }: OperationContext,
  { waiting }: LiveTail,
  sessionStart: NonNullable<StartLiveTailResponseStream["sessionStart"]>,
  close: () => void,
): AsyncGenerator<StartLiveTailResponseStream> {
  const ends = clock.now() + SESSION_MILLISECONDS;
  try {
    yield { sessionStart };
    while (!signal.aborted) {
      if (clock.now() >= ends) {
        throw new ServiceException("SessionTimeoutException", "Session has timed out");
      }
      const sampled = waiting.length > MOST_EVENTS;
      const sessionResults = waiting.splice(0).slice(0, MOST_EVENTS);
      yield { sessionUpdate: { sessionMetadata: { sampled }, sessionResults } };
      await clock.sleep(UPDATE_MILLISECONDS, signal).catch(() => undefined);
    }
  } finally {
    close();
  }
}
