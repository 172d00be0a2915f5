import type * as Sfn from "@aws-sdk/client-sfn";
import type { Operation } from "../../cloud/operation.ts";
import { checkDefinition } from "./language/check-definition.ts";

export const validateStateMachineDefinition: Operation<typeof Sfn, "ValidateStateMachineDefinition"> = ({
  definition = "",
  maxResults = 100,
}) => {
  const { findings } = checkDefinition(definition);
  const shown = findings.slice(0, maxResults || 100);
  return {
    result: findings.length === 0 ? "OK" : "FAIL",
    diagnostics: shown.map(({ code, message, location }) => ({
      severity: "ERROR",
      code,
      message,
      ...(location === "" ? {} : { location }),
    })),
    truncated: shown.length < findings.length,
  };
};
