import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { authorizeRules } from "./rule-changes.ts";

export const authorizeSecurityGroupEgress: Operation<typeof Ec2, "AuthorizeSecurityGroupEgress"> = (input, context) =>
  authorizeRules(context, input, true);
