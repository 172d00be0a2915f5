import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { missingParameter } from "./fault.ts";
import { requireResource } from "./resources.ts";

export const describeNetworkInterfaceAttribute: Operation<typeof Ec2, "DescribeNetworkInterfaceAttribute"> = (
  { NetworkInterfaceId, Attribute },
  context,
) => {
  const card = requireResource(context, "network-interface", NetworkInterfaceId);
  switch (Attribute) {
    case "description":
      return { NetworkInterfaceId, Description: { Value: card.Description } };
    case "groupSet":
      return { NetworkInterfaceId, Groups: card.Groups };
    case "sourceDestCheck":
      return { NetworkInterfaceId, SourceDestCheck: { Value: card.SourceDestCheck } };
    case "attachment":
      return { NetworkInterfaceId, Attachment: card.Attachment };
    default:
      throw missingParameter("attribute");
  }
};
