import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { groupServes } from "./network-interfaces.ts";
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
        // Source: EC2's answer, as its users report it.
        if (!groupServes(context, id, card.VpcId))
          throw new ServiceException(
            "InvalidGroup.NotFound",
            "You have specified two resources that belong to different networks.",
          );
        const { GroupId, GroupName } = requireResource(context, "security-group", id);
        return { GroupId, GroupName };
      }) ?? card.Groups,
  });
  return {};
};
