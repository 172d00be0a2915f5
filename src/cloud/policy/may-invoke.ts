/** Whether a function's policy lets another service call it, as AWS asks before the call or before it takes a trigger. */
import { ServiceException } from "../../wire/service-exception.ts";
import { parseArn } from "../arn.ts";
import type { OperationContext } from "../operation.ts";
import { evaluate } from "./evaluate.ts";

export interface FunctionCaller {
  /** Such as s3.amazonaws.com. */
  readonly service: string;
  /** On whose behalf: what the policy's conditions may name. */
  readonly sourceArn: string;
  readonly sourceAccount: string;
}

/** No for a function that does not exist. */
export async function mayInvoke(
  context: OperationContext,
  functionArn: string,
  { service, sourceArn, sourceAccount }: FunctionCaller,
): Promise<boolean> {
  const { region = "", account = "", resource = "" } = parseArn(functionArn) ?? {};
  const [, name, qualifier] = resource.split(":");
  const input = { FunctionName: name, ...(qualifier !== undefined && { Qualifier: qualifier }) };
  let document: string;
  try {
    const { Policy } = await context.call("lambda", "GetPolicy", input, { account, region });
    document = Policy as string;
  } catch (error) {
    if (error instanceof ServiceException) return false;
    throw error;
  }
  const { outcome } = evaluate(
    {
      action: "lambda:InvokeFunction",
      resource: functionArn,
      caller: { arn: "", account: sourceAccount, service },
      context: new Map([
        ["aws:sourcearn", [sourceArn]],
        ["aws:sourceaccount", [sourceAccount]],
      ]),
    },
    { identity: [], resource: { id: functionArn, type: "Resource Policy", document }, resourceAccount: account },
  );
  return outcome === "allowed";
}
