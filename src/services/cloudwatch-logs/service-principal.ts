import type { Principal } from "../../cloud/operation.ts";

/** As which CloudWatch Logs calls other services: functions' policies name it. */
export function logsPrincipal({ region }: { readonly region: string }): Principal {
  const arn = `logs.${region}.amazonaws.com`;
  return { type: "service", arn, userId: arn };
}
