/** ARNs of IAM, which has no region. */
import type { OperationContext } from "../../cloud/operation.ts";

export function iamArn({ partition, account }: OperationContext, resource: string): string {
  return `arn:${partition}:iam::${account}:${resource}`;
}

/** `kind` + path + name, such as `role/service-role/name`. */
export function entityArn(context: OperationContext, kind: string, path: string, name: string): string {
  return iamArn(context, `${kind}${path}${name}`);
}
