/** The time provider, as 0.14.0 behaves. It tells this machine's time, not the cloud's. */
import { defineProvider } from "../framework/provider.ts";
import { durationParse, rfc3339Parse, unixTimestampParse } from "./functions.ts";
import { timeOffset, timeRotating } from "./moving.ts";
import { timeSleep, timeStatic } from "./static.ts";

export const timeProvider = defineProvider({
  name: "time",
  version: "0.14.0",
  resources: { time_offset: timeOffset, time_rotating: timeRotating, time_sleep: timeSleep, time_static: timeStatic },
  functions: {
    duration_parse: durationParse,
    rfc3339_parse: rfc3339Parse,
    unix_timestamp_parse: unixTimestampParse,
  },
});
