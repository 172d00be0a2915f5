import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { accessKeysOf } from "./access-keys.ts";
import { page } from "./page.ts";
import { userOrCaller } from "./users.ts";

export const listAccessKeys: Operation<typeof Iam, "ListAccessKeys"> = (input, context) => {
  const user = userOrCaller(context, input.UserName);
  const { items, position } = page(accessKeysOf(context, user.id), input, ({ accessKeyId }) => accessKeyId);
  return {
    AccessKeyMetadata: items.map((key) => ({
      UserName: user.name,
      AccessKeyId: key.accessKeyId,
      Status: key.status,
      CreateDate: key.created,
    })),
    ...position,
  };
};
