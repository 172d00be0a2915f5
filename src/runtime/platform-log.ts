/**
 * The lines Lambda itself writes to a function's log, in both formats. Text lines as recorded on AWS: tabs, and a tab
 * before the line end of REPORT. JSON records follow the Telemetry API's platform events, with the levels of AWS's
 * table "system log level event mapping".
 */
import type { FunctionVersion } from "./function-version.ts";

export type Status = "success" | "error" | "failure" | "timeout";

export interface Report {
  readonly requestId: string;
  /** Milliseconds, unrounded. */
  readonly duration: number;
  readonly initDuration?: number;
  readonly memoryUsed: number;
  readonly status: Status;
  readonly errorType?: string;
}

interface PlatformEvent {
  readonly type: string;
  readonly level: "DEBUG" | "INFO" | "WARN";
  readonly record: object;
  /** The line of the text format; events without one are not in it. */
  readonly text?: string;
}

const LEVELS = ["DEBUG", "INFO", "WARN"];
const milliseconds = (value: number): string => value.toFixed(2);
const rounded = (value: number): number => Math.round(value * 1000) / 1000;

export function initStart(version: FunctionVersion): PlatformEvent {
  const [, language, number] = /^([a-z]+?)\.?((?:al)?[\d.]+?)(?:\.x)?$/.exec(version.runtime) ?? [];
  const runtimeVersion = language === undefined ? version.runtime : `${language}:${number}.v1`;
  return {
    type: "platform.initStart",
    level: "INFO",
    record: {
      initializationType: version.initializationType,
      phase: "init",
      runtimeVersion,
      runtimeVersionArn: version.runtimeVersionArn,
      functionName: version.functionName,
      functionVersion: version.version,
    },
    text: `INIT_START Runtime Version: ${runtimeVersion}\tRuntime Version ARN: ${version.runtimeVersionArn}\n`,
  };
}

export function initReport(
  version: FunctionVersion,
  phase: "init" | "invoke",
  duration: number,
  status: Status,
  errorType: string | undefined,
): PlatformEvent {
  const error = errorType === undefined ? "" : `\tError Type: ${errorType}`;
  return {
    type: "platform.initReport",
    level: status === "success" ? "INFO" : "WARN",
    record: {
      initializationType: version.initializationType,
      phase,
      status,
      ...(errorType !== undefined && { errorType }),
      metrics: { durationMs: rounded(duration) },
    },
    // AWS writes the text line only when the initialization went wrong.
    ...(status !== "success" && {
      text: `INIT_REPORT Init Duration: ${milliseconds(duration)} ms\tPhase: ${phase}\tStatus: ${status}${error}\n`,
    }),
  };
}

export function start(version: FunctionVersion, requestId: string): PlatformEvent {
  return {
    type: "platform.start",
    level: "INFO",
    record: { requestId, version: version.version },
    text: `START RequestId: ${requestId} Version: ${version.version}\n`,
  };
}

export function runtimeDone(requestId: string, duration: number, status: Status, errorType?: string): PlatformEvent {
  return {
    type: "platform.runtimeDone",
    level: status === "success" ? "DEBUG" : "WARN",
    record: {
      requestId,
      status,
      ...(errorType !== undefined && { errorType }),
      metrics: { durationMs: rounded(duration) },
    },
    text: `END RequestId: ${requestId}\n`,
  };
}

export function report(version: FunctionVersion, values: Report): PlatformEvent {
  const { requestId, duration, initDuration, memoryUsed, status, errorType } = values;
  const billed = Math.ceil(duration);
  const fields = [
    `REPORT RequestId: ${requestId}`,
    `Duration: ${milliseconds(duration)} ms`,
    `Billed Duration: ${billed} ms`,
    `Memory Size: ${version.memorySize} MB`,
    `Max Memory Used: ${memoryUsed} MB`,
    ...(initDuration === undefined ? [] : [`Init Duration: ${milliseconds(initDuration)} ms`]),
    ...(status === "success" ? [] : [`Status: ${status}`]),
    ...(errorType === undefined ? [] : [`Error Type: ${errorType}`]),
  ];
  return {
    type: "platform.report",
    level: status === "success" ? "INFO" : "WARN",
    record: {
      requestId,
      status,
      ...(errorType !== undefined && { errorType }),
      metrics: {
        durationMs: rounded(duration),
        billedDurationMs: billed,
        memorySizeMB: version.memorySize,
        maxMemoryUsedMB: memoryUsed,
        ...(initDuration !== undefined && { initDurationMs: rounded(initDuration) }),
      },
    },
    text: `${fields.join("\t")}\t\n`,
  };
}

export function extensionReady(name: string, events: readonly string[]): PlatformEvent {
  return {
    type: "platform.extension",
    level: "INFO",
    record: { name, state: "Ready", events },
    text: `EXTENSION\tName: ${name}\tState: Ready\tEvents: [${events.join(", ")}]\n`,
  };
}

export function telemetrySubscribed(name: string, types: readonly string[]): PlatformEvent {
  const shown = types.map((type) => type.charAt(0).toUpperCase() + type.slice(1));
  return {
    type: "platform.telemetrySubscription",
    level: "INFO",
    record: { name, state: "Subscribed", types },
    text: `TELEMETRY\tName: ${name}\tState: Subscribed\tTypes: [${shown.join(", ")}]\n`,
  };
}

/** The event as the function's log shows it; undefined when its format or level leaves it out. */
export function renderPlatformEvent(version: FunctionVersion, event: PlatformEvent, now: number): string | undefined {
  if (version.logging.format === "Text") return event.text;
  const threshold = LEVELS.indexOf(version.logging.systemLevel ?? "INFO");
  if (LEVELS.indexOf(event.level) < threshold) return undefined;
  return JSON.stringify({ time: new Date(now).toISOString(), type: event.type, record: event.record });
}

export type { PlatformEvent };
