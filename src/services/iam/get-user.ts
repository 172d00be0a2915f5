import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { wholeSeconds } from "../../cloud/whole-seconds.ts";
import { userDetail, userOrCaller } from "./users.ts";

export const getUser: Operation<typeof Iam, "GetUser"> = ({ UserName }, context) => {
  const { principal, account } = context;
  if (UserName === undefined && principal.type === "root") {
    const created = new Date(wholeSeconds(context.clock.now()));
    const root = { Path: "/", UserName: "root", UserId: account, Arn: principal.arn, CreateDate: created };
    return { User: { ...root, PasswordLastUsed: created } };
  }
  return { User: userDetail(userOrCaller(context, UserName)) };
};
