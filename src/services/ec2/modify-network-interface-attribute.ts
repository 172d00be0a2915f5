import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { requireResource, saveResource } from "./resources.ts";

export const modifyNetworkInterfaceAttribute: Operation<typeof Ec2, "ModifyNetworkInterfaceAttribute"> = (
  input,
  context,
) => {
  const card = requireResource(context, "network-interface", input.NetworkInterfaceId);
  saveResource(context, "network-interface", card.NetworkInterfaceId, {
    ...card,
    Description: input.Description?.Value ?? card.Description,
    SourceDestCheck: input.SourceDestCheck?.Value ?? card.SourceDestCheck,
    Groups:
      input.Groups?.map((id) => {
        const { GroupId, GroupName } = requireResource(context, "security-group", id);
        return { GroupId, GroupName };
      }) ?? card.Groups,
  });
  return {};
};
