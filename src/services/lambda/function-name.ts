/** The forms in which a request may name a function: name, partial ARN or ARN, each with or without a qualifier. */

import type { OperationContext } from "../../cloud/operation.ts";
import { partitionOf } from "../../cloud/regions.ts";
import type { Place } from "./entities.ts";
import { invalidParameter, notFound } from "./fault.ts";

export interface FunctionReference extends Place {
  readonly name: string;
  readonly qualifier?: string;
}

const FORM =
  /^(?:arn:[^:]+:lambda:)?(?:([a-z]{2}(?:-[a-z]+)+-\d):)?(?:(\d{12}):)?(?:function:)?([a-zA-Z0-9-_.]+)(?::([a-zA-Z0-9-_$.]+))?$/;

export function functionReference(
  context: Place,
  functionName: string | undefined,
  qualifier?: string,
): FunctionReference {
  const [, region, account, name, ownQualifier] = FORM.exec(functionName ?? "") ?? [];
  if (name === undefined) throw notFound(`Function not found: ${functionName}`);
  if (region !== undefined && region !== context.region) {
    throw notFound(`Functions from '${region}' are not reachable in this region ('${context.region}')`);
  }
  if (name.length > 64) {
    throw invalidParameter(
      `1 validation error detected: Value '${name}' at 'functionName' failed to satisfy constraint: Member must have length less than or equal to 64`,
    );
  }
  if (ownQualifier !== undefined && qualifier !== undefined && qualifier !== ownQualifier) {
    throw invalidParameter("The derived qualifier from the function name does not match the specified qualifier.");
  }
  const given = qualifier ?? ownQualifier;
  return {
    account: account ?? context.account,
    region: context.region,
    name,
    ...(given !== undefined && given !== "" && { qualifier: given }),
  };
}

export function functionArn({ account, region }: Place, name: string, qualifier?: string): string {
  const arn = `arn:${partitionOf(region)}:lambda:${region}:${account}:function:${name}`;
  return qualifier === undefined ? arn : `${arn}:${qualifier}`;
}

export const referenceArn = ({ qualifier, ...reference }: FunctionReference): string =>
  functionArn(reference, reference.name, qualifier);

/** Settings that only a whole function has. */
export function requireUnqualified(context: OperationContext, functionName: string | undefined): FunctionReference {
  const reference = functionReference(context, functionName);
  if (reference.qualifier !== undefined) {
    throw invalidParameter(
      "This operation is permitted on Lambda functions only. Aliases and versions do not support this operation. Please specify either a function name or an unqualified function ARN.",
    );
  }
  return reference;
}
