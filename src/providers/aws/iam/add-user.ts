import type { Aws } from "../framework/aws.ts";
import { during } from "../framework/call-error.ts";

export const addUser = (aws: Aws, GroupName: string, UserName: string) =>
  during(
    `adding User (${UserName}) to Group (${GroupName})`,
    aws.call("iam", "AddUserToGroup", { GroupName, UserName }),
  );
