/** A function's answer for the length of one run: invoked whenever Terraform opens it, never stored. */
import { NUMBER, objectOf, STRING } from "../../../terraform/lang/type.ts";
import { nullValue } from "../../../terraform/lang/value.ts";
import type { EphemeralResource, ProviderDiagnostic } from "../../../terraform/provider.ts";
import { failureText } from "../framework/call-error.ts";
import { configurationOf } from "../framework/instance.ts";
import { type PlainObject, textOf, toPlain, toValue } from "../framework/plain.ts";
import { complaint } from "../framework/rules.ts";
import { LOG_TYPES } from "./names.ts";

const ARGUMENTS = ["client_context", "function_name", "log_type", "payload", "qualifier"] as const;
const ANSWERS = { executed_version: STRING, function_error: STRING, log_result: STRING, result: STRING };
const TYPE = objectOf({
  ...Object.fromEntries(ARGUMENTS.map((name) => [name, STRING])),
  ...ANSWERS,
  status_code: NUMBER,
});
const REQUIRED: ReadonlySet<string> = new Set(["function_name", "payload"]);

export const awsLambdaInvocationEphemeral: EphemeralResource = {
  schema: {
    version: 0,
    block: {
      attributes: {
        ...Object.fromEntries(
          ARGUMENTS.map((name) => [
            name,
            { type: STRING, ...(REQUIRED.has(name) ? { required: true } : { optional: true }) },
          ]),
        ),
        ...Object.fromEntries(Object.entries(ANSWERS).map(([name, type]) => [name, { type, computed: true }])),
        status_code: { type: NUMBER, computed: true },
      },
      blocks: {},
    },
  },

  async validate(config) {
    const { log_type } = toPlain(config) as PlainObject;
    const found = typeof log_type === "string" ? complaint(["enum", LOG_TYPES], "log_type", log_type) : undefined;
    if (!found) return [];
    const path = [{ kind: "attribute", name: "log_type" }] as const;
    return [{ severity: "error", summary: found.summary, detail: found.detail ?? "", path }];
  },

  async open(config, provider) {
    const given = toPlain(config) as PlainObject;
    const text = (name: string): string | undefined => textOf(given[name]) || undefined;
    const FunctionName = textOf(given["function_name"]);
    const refuse = (reason: string) => {
      const summary = `Invoking Lambda Function (${FunctionName})`;
      const failed: ProviderDiagnostic = { severity: "error", summary, detail: reason };
      return { result: nullValue(TYPE), diagnostics: [failed] };
    };
    try {
      const answer = await configurationOf(provider).call("lambda", "Invoke", {
        FunctionName,
        Payload: new TextEncoder().encode(textOf(given["payload"])),
        InvocationType: "RequestResponse",
        ClientContext: text("client_context"),
        LogType: text("log_type") as "None" | "Tail" | undefined,
        Qualifier: text("qualifier"),
      });
      const result = {
        ...given,
        executed_version: answer.ExecutedVersion ?? null,
        function_error: answer.FunctionError ?? null,
        log_result: answer.LogResult ?? null,
        result: answer.Payload ? new TextDecoder().decode(answer.Payload as Uint8Array) : "",
        status_code: answer.StatusCode ?? 200,
      };
      return { result: toValue(result, TYPE), diagnostics: [] };
    } catch (error) {
      return refuse(failureText(error));
    }
  },
};
