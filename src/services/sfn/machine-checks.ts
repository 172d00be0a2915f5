/** What is wrong with a machine that is to be made or changed. */
import type * as Sfn from "@aws-sdk/client-sfn";
import type { OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { checkDefinition } from "./language/check-definition.ts";
import { jsonataFindings } from "./language/check-jsonata.ts";
import type { Machine } from "./language/definition.ts";
import type { Finding } from "./language/finding.ts";
import type { JsonObject } from "./language/json.ts";
import { firstLabelFault, quoted } from "./language/labels.ts";

function requireDefinition(text: string): Machine {
  const { machine, findings } = checkDefinition(text);
  if (machine) return machine;
  const label = findings.length === 1 && findings[0]?.location.endsWith("/Label") ? firstLabelFault(text) : undefined;
  if (label !== undefined) {
    // Source: AWS, recorded.
    throw new ServiceException(
      "InvalidDefinition",
      `Error=ValueError Args=[${quoted(label)}] in definition '${text}'.`,
    );
  }
  throw invalidDefinition(findings);
}

/** Refuses a definition that is not well-formed, or has expressions that cannot be read. */
export async function requireNewDefinition(text: string): Promise<void> {
  const machine = requireDefinition(text);
  const findings = await jsonataFindings(machine as unknown as JsonObject);
  if (findings.length > 0) throw invalidDefinition(findings);
}

export function invalidDefinition(findings: readonly Finding[]): ServiceException {
  // Source: AWS, measured: what has no place is at null.
  const listed = findings.map(({ code, message, location }) => `${code}: ${message} at ${location || "null"}`);
  return new ServiceException("InvalidDefinition", `Invalid State Machine Definition: '${listed.join(", ")}'`);
}

// Source: AWS, recorded (the sentences on logging).
export async function checkLogging(
  context: OperationContext,
  logging: Sfn.LoggingConfiguration | undefined,
): Promise<Sfn.LoggingConfiguration> {
  const { level = "OFF", includeExecutionData = false, destinations } = logging ?? {};
  if (level !== "OFF" && destinations?.length !== 1) {
    throw invalidLogging("Must specify exactly one Log Destination.");
  }
  const arn = destinations?.[0]?.cloudWatchLogsLogGroup?.logGroupArn;
  if (arn !== undefined && !(await groupExists(context, arn))) throw invalidLogging("Log Destination not found.");
  return { level, includeExecutionData, ...(destinations ? { destinations } : {}) };
}

function invalidLogging(sentence: string): ServiceException {
  return new ServiceException("InvalidLoggingConfiguration", `Invalid Logging Configuration: ${sentence}`);
}

async function groupExists(context: OperationContext, arn: string): Promise<boolean> {
  const name = /:log-group:([^:]+)/.exec(arn)?.[1];
  if (name === undefined) return false;
  const { logGroups } = await context.call("cloudwatch-logs", "DescribeLogGroups", { logGroupNamePrefix: name });
  return Array.isArray(logGroups) && logGroups.some((group: { logGroupName?: string }) => group.logGroupName === name);
}
