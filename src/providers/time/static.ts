/** `time_static` and `time_sleep`. */
import { quoteGo } from "../../terraform/lang/quote.ts";
import { STRING } from "../../terraform/lang/type.ts";
import type { Value } from "../../terraform/lang/value.ts";
import type { ProviderDiagnostic, ProviderHost } from "../../terraform/provider.ts";
import { oneNeeded } from "../framework/combinations.ts";
import { defineResource, ProviderFailure } from "../framework/resource.ts";
import { asPlanned, givenTime, parts, timestampOr, triggers, withPlanned } from "./attributes.ts";
import { parseDuration } from "./duration.ts";
import { currentTime, formatTimestamp, parseTimestamp, type Timestamp, timestampParts } from "./timestamp.ts";

const staticAttributes = (time: Timestamp): Readonly<Record<string, string | number>> => ({
  ...timestampParts(time),
  rfc3339: formatTimestamp(time),
  id: formatTimestamp(time),
});

export const timeStatic = defineResource({
  schema: {
    attributes: {
      rfc3339: { ...givenTime, forceNew: true },
      triggers,
      ...parts,
      id: { type: STRING, computed: true, keep: true },
    },
  },
  adjustPlan(draft) {
    if (!draft.prior.isNull) return draft;
    const given = draft.config.entries.get("rfc3339");
    // A time that is given is known already while planning.
    if (!given?.isKnown || given.isNull) return draft;
    const text = given.string;
    return withPlanned(draft, { ...timestampParts(parseTimestamp(text)), rfc3339: text, id: text });
  },
  create(planned) {
    const { rfc3339: given } = planned;
    if (typeof given !== "string") return staticAttributes(currentTime());
    const time = timestampOr(given, "Create time static error", "rfc3339 timestamp");
    return time instanceof ProviderFailure ? time : asPlanned(planned, staticAttributes(time));
  },
  import(id) {
    const time = timestampOr(id, "Import time static error", "id");
    return time instanceof ProviderFailure ? time : { ...staticAttributes(time), triggers: {} };
  },
});

const DURATION = /^[0-9]+(\.[0-9]+)?(ms|s|m|h)$/;

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
  const nanoseconds = typeof duration === "string" ? parseDuration(duration) : 0;
  if (typeof nanoseconds === "string") return;
  const milliseconds = Number(nanoseconds) / 1e6;
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
  validate: (config) => oneNeeded(config, ["create_duration", "destroy_duration"]),
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
        `Unexpected format of ID (${quoteGo(id)}), expected CREATEDURATION,DESTROYDURATION where at least one value is non-empty`,
      );
    }
    for (const text of [create, destroy]) {
      const problem = text ? parseDuration(text) : 0;
      if (typeof problem !== "string") continue;
      return new ProviderFailure(
        "Import time sleep error",
        // The real provider names this one for both.
        `The create_duration cannot be parsed\n\n+Original Error: ${problem}`,
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
