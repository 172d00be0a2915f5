import { randomUUID } from "node:crypto";
import type { Operation, OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { CloudWatchLogs } from "./client.ts";
import { allGroups, findGroup, type LogGroup, nameFromIdentifier } from "./groups.ts";
import type { LookupRows } from "./insights/lookup-command.ts";
import { parseQuery, type Query, type QueryBounds } from "./insights/query.ts";
import { QueryError, UnsupportedQuery } from "./insights/query-error.ts";
import { RunningQuery } from "./insights/running-query.ts";
import type { QuerySource } from "./insights/source.ts";
import { rowsOfLookupTable } from "./lookup-tables.ts";
import { keepQuery } from "./queries.ts";

const MOST_ROWS = 10_000;
/** Times are given in seconds; what is larger than this can only be milliseconds. */
const LARGEST_SECONDS = 100_000_000_000;

export const startQuery: Operation<CloudWatchLogs, "StartQuery"> = (input, context) => {
  if (input.queryLanguage !== undefined && input.queryLanguage !== "CWLI") {
    throw new ServiceException(
      "NotImplemented",
      `Terrarium does not implement queries in ${input.queryLanguage}.`,
      {},
      501,
    );
  }
  const from = milliseconds(input.startTime as number);
  const until = milliseconds(input.endTime as number) + 1;
  if (until <= from) {
    throw new ServiceException("InvalidParameterException", "End time should not be less than start time.");
  }
  const now = context.clock.now();
  const text = input.queryString as string;
  const mostRows = input.limit ?? MOST_ROWS;
  const lookupTable = (name: string): LookupRows | undefined => rowsOfLookupTable(context, name);
  const query = compile(context, text, { now, from, until, mostRows, lookupTable });
  const groups = query.source ? groupsOfSource(context, query.source) : groupsOf(context, input);
  const inner = query.inner.map((subquery) => {
    const { source } = subquery.query;
    return { subquery, groups: source ? groupsOfSource(context, source) : groups };
  });
  checkTime(context, groups, until);
  const { account, region } = context;
  const running = new RunningQuery(
    { id: randomUUID(), text, groups, inner, place: { account, region }, from, until, startedAt: now },
    query,
  );
  keepQuery(context.cloud, running);
  void running.run(context.store, now);
  return { queryId: running.request.id };
};

const milliseconds = (time: number): number => (time > LARGEST_SECONDS ? time : time * 1000);

function groupsOf(
  context: OperationContext,
  input: {
    readonly logGroupName?: string | undefined;
    readonly logGroupNames?: readonly string[] | undefined;
    readonly logGroupIdentifiers?: readonly string[] | undefined;
  },
): LogGroup[] {
  const given = [
    input.logGroupName === undefined ? undefined : [input.logGroupName],
    input.logGroupNames,
    input.logGroupIdentifiers?.map(nameFromIdentifier),
  ].filter((names) => names !== undefined);
  const [names] = given;
  if (given.length !== 1 || !names || names.length === 0) {
    throw new ServiceException(
      "InvalidParameterException",
      "Exactly one of logGroupName, logGroupNames and logGroupIdentifiers must be specified.",
    );
  }
  return names.map((name) => namedGroup(context, name));
}

function namedGroup(context: OperationContext, name: string): LogGroup {
  const group = findGroup(context.store, context, name);
  if (group) return group;
  // Source: AWS, recorded.
  const message = `Log group '${name}' does not exist for account ID '${context.account}'`;
  throw new ServiceException("ResourceNotFoundException", fromAwsLogs(message, "ResourceNotFoundException", context));
}

function groupsOfSource(context: OperationContext, source: QuerySource): LogGroup[] {
  if (source.names.length > 0) return source.names.map((name) => namedGroup(context, nameFromIdentifier(name)));
  const prefixes = source.prefixes.length === 0 ? [""] : source.prefixes;
  if (source.accounts.length > 0 && !source.accounts.includes(context.account)) return [];
  return [...allGroups(context.store, context)].filter(
    (group) => group.class === source.class && prefixes.some((prefix) => group.name.startsWith(prefix)),
  );
}

function checkTime(context: OperationContext, groups: readonly LogGroup[], until: number): void {
  if (groups.length === 0 || groups.some(({ createdAt }) => until > createdAt)) return;
  const message =
    "Query's end date and time is either before the log groups creation time or exceeds the log groups log retention settings";
  throw new ServiceException("MalformedQueryException", fromAwsLogs(message, "MalformedQueryException", context));
}

function compile(context: OperationContext, text: string, bounds: QueryBounds): Query {
  try {
    return parseQuery(text, bounds);
  } catch (error) {
    if (error instanceof UnsupportedQuery) throw new ServiceException("NotImplemented", error.message, {}, 501);
    if (!(error instanceof QueryError)) throw error;
    const { message, start, end } = error;
    throw new ServiceException("MalformedQueryException", fromAwsLogs(message, "MalformedQueryException", context), {
      queryCompileError: { location: { startCharOffset: start, endCharOffset: end }, message },
    });
  }
}

/** Errors of the service behind this one carry its signature. */
const fromAwsLogs = (message: string, code: string, { requestId }: OperationContext): string =>
  `${message} (Service: AWSLogs; Status Code: 400; Error Code: ${code}; Request ID: ${requestId}; Proxy: null)`;
