/** `time_static` and `time_sleep`. */
import { STRING } from "../../terraform/lang/type.ts";
import type { Value } from "../../terraform/lang/value.ts";
import type { ProviderDiagnostic, ProviderHost } from "../../terraform/provider.ts";
import { defineResource, ProviderFailure } from "../framework/resource.ts";
import { atLeastOneOf, parts, rfc3339, timestampOr, triggers, withPlanned } from "./attributes.ts";
import { currentTime, formatTimestamp, parseTimestamp, type Timestamp, timestampParts } from "./timestamp.ts";

const staticAttributes = (time: Timestamp): Readonly<Record<string, string | number>> => ({
  ...timestampParts(time),
  rfc3339: formatTimestamp(time),
  id: formatTimestamp(time),
});

export const timeStatic = defineResource({
  schema: {
    attributes: {
      rfc3339: { ...rfc3339("rfc3339"), optional: true, computed: true, forceNew: true },
      triggers,
      ...parts,
      id: { type: STRING, computed: true, keep: true },
    },
  },
  adjustPlan(draft) {
    const given = draft.config.entries.get("rfc3339");
    // A time that is given is known already while planning.
    return given?.isKnown && !given.isNull ? withPlanned(draft, staticAttributes(parseTimestamp(given.string))) : draft;
  },
  create({ rfc3339: given }) {
    if (typeof given !== "string") return staticAttributes(currentTime());
    const time = timestampOr(given, "Create time static error", "rfc3339 timestamp");
    return time instanceof ProviderFailure ? time : staticAttributes(time);
  },
  import(id) {
    const time = timestampOr(id, "Import time static error", "id");
    return time instanceof ProviderFailure ? time : { ...staticAttributes(time), triggers: {} };
  },
});

const DURATION = /^[0-9]+(\.[0-9]+)?(ms|s|m|h)$/;
const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

function checkDuration(value: Value, name: string): ProviderDiagnostic | undefined {
  return DURATION.test(value.string)
    ? undefined
    : {
        severity: "error",
        summary: "Invalid Attribute Value Match",
        detail: `Attribute ${name} must be a number immediately followed by ms (milliseconds), s (seconds), m (minutes), or h (hours). For example, "30s" for 30 seconds., got: ${value.string}`,
      };
}

async function pause(duration: unknown, host: ProviderHost): Promise<void> {
  const match = typeof duration === "string" ? DURATION.exec(duration) : null;
  if (!match) return;
  const milliseconds = Number.parseFloat(match[0]) * (UNITS[match[2] as string] as number);
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    host.signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

export const timeSleep = defineResource({
  schema: {
    attributes: {
      create_duration: { type: STRING, optional: true, check: checkDuration },
      destroy_duration: { type: STRING, optional: true, check: checkDuration },
      triggers,
      id: { type: STRING, computed: true, keep: true },
    },
  },
  validate: (config) => atLeastOneOf(config, ["create_duration", "destroy_duration"]),
  async create({ create_duration }, host) {
    await pause(create_duration, host);
    return { id: formatTimestamp(currentTime()) };
  },
  async delete({ destroy_duration }, host) {
    await pause(destroy_duration, host);
    return undefined;
  },
  import(id) {
    const [create, destroy, ...rest] = id.split(",");
    if (destroy === undefined || rest.length > 0 || (create === "" && destroy === "")) {
      return new ProviderFailure(
        "Unexpected Format of ID",
        `Unexpected format of ID (${JSON.stringify(id)}), expected CREATEDURATION,DESTROYDURATION where at least one value is non-empty`,
      );
    }
    return {
      id: formatTimestamp(currentTime()),
      create_duration: create || null,
      destroy_duration: destroy || null,
      triggers: {},
    };
  },
});
