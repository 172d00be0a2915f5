import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { dissociate } from "./addresses.ts";
import { invalidParameter } from "./fault.ts";
import { allResources, removeResource, requireResource } from "./resources.ts";

export const deleteNetworkInterface: Operation<typeof Ec2, "DeleteNetworkInterface"> = (
  { NetworkInterfaceId },
  context,
) => {
  const card = requireResource(context, "network-interface", NetworkInterfaceId);
  const id = card.NetworkInterfaceId ?? "";
  const owner = context.principal.type === "service";
  if (card.RequesterManaged && !owner) {
    throw new ServiceException(
      "OperationNotPermitted",
      `You are not allowed to manage '${card.Attachment?.AttachmentId ?? id}' attachments.`,
    );
  }
  if (card.Status === "in-use" && !card.RequesterManaged) {
    throw invalidParameter(`Network interface '${id}' is currently in use.`);
  }
  for (const address of allResources(context, "elastic-ip")) {
    if (address.NetworkInterfaceId === id) dissociate(context, address);
  }
  removeResource(context, "network-interface", id);
  return {};
};
