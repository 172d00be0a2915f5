/** What every new user, group, role, instance profile and policy has of its own. */
import type { OperationContext } from "../../cloud/operation.ts";
import { wholeSeconds } from "../../cloud/whole-seconds.ts";
import { entityArn } from "./arn.ts";
import { type IdPrefix, uniqueId } from "./unique-id.ts";

const ID_PREFIX = {
  user: "AIDA",
  group: "AGPA",
  role: "AROA",
  "instance-profile": "AIPA",
  policy: "ANPA",
} as const satisfies Readonly<Record<string, IdPrefix>>;

export function newEntity(context: OperationContext, kind: keyof typeof ID_PREFIX, path: string, name: string) {
  return {
    arn: entityArn(context, kind, path, name),
    path,
    name,
    id: uniqueId(ID_PREFIX[kind]),
    created: new Date(wholeSeconds(context.clock.now())),
  };
}
