/** Calls a function once while applying and keeps its answer; a data source does it at every read. */
import { createHash } from "node:crypto";
import type { Aws } from "../framework/aws.ts";
import { defineDataSource, defineResource, Refusal } from "../framework/behaviour.ts";
import { jsonFault } from "../framework/go-json.ts";
import type { LambdaResources } from "../schema/lambda.generated.ts";
import type { LambdaDataSources } from "../schema/lambda-data.generated.ts";

type Invocation = LambdaResources["aws_lambda_invocation"];

export const awsLambdaInvocation = defineResource<Invocation>({
  title: "Lambda Invocation",
  words: { creating: (planned) => `invoking Lambda Function (${planned.function_name})` },
  importable: false,
  named: (planned) => planned.function_name,

  plan(change) {
    const { planned } = change;
    const lasting = planned.lifecycle_scope === "CRUD";
    if (planned.lifecycle_scope !== "CREATE_ONLY" && change.isKnown("input") && !/^\s*\{/.test(planned.input))
      throw new Refusal('lifecycle_scope other than "CREATE_ONLY" requires input to be a JSON object');
    if (change.creating || !change.changed("input")) return;
    if (lasting) change.recompute("result");
    else change.replaceFor("input");
  },

  async create(planned, aws) {
    const result = await invoke(planned, aws, "create", null);
    return { id: idOf(planned, result), result };
  },
  read: () => Promise.resolve({}),
  readAfterCreate: false,
  async update(planned, aws, prior) {
    if (planned.lifecycle_scope === "CRUD") await invoke(planned, aws, "update", prior);
  },
  async delete(prior, aws) {
    if (prior.lifecycle_scope === "CRUD") await invoke(prior, aws, "delete", prior);
  },
  importId() {
    throw new Refusal("resource aws_lambda_invocation doesn't support import");
  },
});

const idOf = ({ function_name, qualifier }: Invocation, result: string): string =>
  `${function_name}_${qualifier ?? ""}_${createHash("md5").update(result).digest("hex")}`;

/** In a lasting scope the function is told what happens, beside its input. */
function payload(planned: Invocation, action: string, prior: Invocation | null): string {
  if (planned.lifecycle_scope !== "CRUD") return planned.input;
  const previous: unknown = prior ? JSON.parse(prior.input) : null;
  const input = JSON.parse(planned.input) as object;
  return JSON.stringify({ ...input, [planned.terraform_key ?? "tf"]: { action, prev_input: previous } });
}

async function invoke(planned: Invocation, aws: Aws, action: string, prior: Invocation | null): Promise<string> {
  return call(aws, planned.function_name, planned.qualifier, payload(planned, action, prior));
}

async function call(aws: Aws, FunctionName: string, qualifier: string | null, input: string): Promise<string> {
  const answer = await aws.call("lambda", "Invoke", {
    FunctionName,
    InvocationType: "RequestResponse",
    Payload: new TextEncoder().encode(input),
    Qualifier: qualifier || "$LATEST",
  });
  const text = answer.Payload ? new TextDecoder().decode(answer.Payload as Uint8Array) : "";
  if (answer.FunctionError)
    throw new Refusal(`invoking Lambda Function (${FunctionName}): ${answer.FunctionError}: ${text}`);
  return text;
}

export const awsLambdaInvocationData = defineDataSource<LambdaDataSources["aws_lambda_invocation"]>({
  title: "Lambda Invocation",
  beginning: ({ function_name }) => `invoking Lambda Function (${function_name})`,
  async read({ function_name, qualifier, input }, aws) {
    if (jsonFault(input)) throw new Refusal(`"input" contains an invalid JSON: ${jsonFault(input)?.message}`);
    const result = await call(aws, function_name, qualifier, input);
    const version = qualifier || "$LATEST";
    const hash = createHash("md5").update(input).digest("hex");
    return { id: `${function_name}_${version}_${hash}`, qualifier: version, result };
  },
});
