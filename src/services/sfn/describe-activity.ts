import type * as Sfn from "@aws-sdk/client-sfn";
import type { Operation } from "../../cloud/operation.ts";
import { requireActivity } from "./activities.ts";

export const describeActivity: Operation<typeof Sfn, "DescribeActivity"> = ({ activityArn }, context) => {
  const { arn, name, created } = requireActivity(context, activityArn);
  return { activityArn: arn, name, creationDate: created, encryptionConfiguration: { type: "AWS_OWNED_KEY" } };
};
