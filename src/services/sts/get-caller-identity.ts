import type { Operation } from "../../cloud/operation.ts";
import type { Sts } from "./client.ts";

export const getCallerIdentity: Operation<Sts, "GetCallerIdentity"> = (_input, { principal, account }) => ({
  UserId: principal.userId,
  Account: account,
  Arn: principal.arn,
});
