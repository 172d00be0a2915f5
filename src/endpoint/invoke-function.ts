/** Invoking a function for an API: whether its policy lets the API, and then Invoke. */
import type { OperationContext, Principal } from "../cloud/operation.ts";
import { mayInvoke } from "../cloud/policy/may-invoke.ts";

const NAME = "apigateway.amazonaws.com";
export const apiGatewayPrincipal: Principal = { type: "service", arn: NAME, userId: NAME };

interface Place {
  readonly account: string;
  readonly region: string;
}

export interface FunctionCall {
  readonly functionArn: string;
  /** Account and region of the API. */
  readonly place: Place;
  /** What of the API calls, as the function's policy may name it. */
  readonly sourceArn: string;
  /** A role makes the function's own policy needless. */
  readonly credentials?: string | undefined;
  readonly payload: string | Uint8Array;
  readonly invocationType?: string | undefined;
  /** Whom a function that keeps its tenants apart is called for. */
  readonly tenantId?: string | undefined;
}

export interface FunctionAnswer {
  readonly payload: Uint8Array;
  /** Handled or Unhandled. */
  readonly error: string | undefined;
  readonly status: number;
}

/** The function in `arn:…:path/2015-03-31/functions/ARN/invocations`, or the ARN itself. */
export function functionArnIn(uri: string): string | undefined {
  return /\/functions\/(.+)\/invocations$/.exec(uri)?.[1] ?? (/^arn:[^:]+:lambda:/.test(uri) ? uri : undefined);
}

/** Undefined when the function does not exist or does not let the API call it. Throws Lambda's other refusals. */
export async function invokeFunction(
  context: OperationContext,
  call: FunctionCall,
): Promise<FunctionAnswer | undefined> {
  const { functionArn, place, payload, invocationType, tenantId } = call;
  const caller = { service: NAME, sourceArn: call.sourceArn, sourceAccount: place.account };
  if (call.credentials === undefined && !(await mayInvoke(context, functionArn, caller))) return undefined;
  const answer = await context.call(
    "lambda",
    "Invoke",
    {
      FunctionName: functionArn,
      Payload: Buffer.from(payload),
      ...(invocationType !== undefined && { InvocationType: invocationType }),
      ...(tenantId !== undefined && { TenantId: tenantId }),
    },
    { account: place.account, region: functionArn.split(":")[3] ?? place.region, principal: apiGatewayPrincipal },
  );
  return {
    payload: (answer["Payload"] as Uint8Array | undefined) ?? new Uint8Array(),
    error: answer["FunctionError"] as string | undefined,
    status: (answer["StatusCode"] as number | undefined) ?? 200,
  };
}
