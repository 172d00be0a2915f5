import type * as Sfn from "@aws-sdk/client-sfn";
import type { Operation } from "../../cloud/operation.ts";
import { checkDefinition } from "./language/check-definition.ts";
import { jsonataFindings } from "./language/check-jsonata.ts";
import type { JsonObject } from "./language/json.ts";
import { warningsOf } from "./language/warnings.ts";

export const validateStateMachineDefinition: Operation<typeof Sfn, "ValidateStateMachineDefinition"> = async ({
  definition = "",
  maxResults = 100,
  severity = "ERROR",
}) => {
  const { machine, findings } = checkDefinition(definition);
  const parsed = machine as unknown as JsonObject | undefined;
  const errors = parsed ? await jsonataFindings(parsed) : findings;
  const warnings = parsed && severity === "WARNING" ? warningsOf(parsed) : [];
  const found = [
    ...errors.map((finding) => ({ severity: "ERROR" as const, ...finding })),
    ...warnings.map((finding) => ({ severity: "WARNING" as const, ...finding })),
  ];
  const shown = found.slice(0, maxResults || 100);
  return {
    result: errors.length === 0 ? "OK" : "FAIL",
    diagnostics: shown.map(({ location, ...diagnostic }) => ({
      ...diagnostic,
      ...(location === "" ? {} : { location }),
    })),
    truncated: shown.length < found.length,
  };
};
