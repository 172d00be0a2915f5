import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation, OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { associate } from "./addresses.ts";
import { missingParameter } from "./fault.ts";
import { freeAddresses } from "./free-addresses.ts";
import { newId } from "./ids.ts";
import { createInterface } from "./network-interfaces.ts";
import { addTags, requestedTags, tagsOf } from "./resource-tags.ts";
import { requireResource, saveResource } from "./resources.ts";
import { freeAddress } from "./subnets.ts";

export const createNatGateway: Operation<typeof Ec2, "CreateNatGateway"> = (input, context) => {
  const tags = requestedTags(input.TagSpecifications, "natgateway");
  const { ConnectivityType = "public", AllocationId } = input;
  const subnet = requireResource(context, "subnet", input.SubnetId);
  if (ConnectivityType === "public" && AllocationId === undefined) throw missingParameter("AllocationId");
  if (ConnectivityType === "private" && AllocationId !== undefined) {
    throw new ServiceException(
      "InvalidParameterCombination",
      "AllocationId cannot be specified for a NAT gateway with connectivity type private.",
    );
  }
  const allocations = [AllocationId, ...(input.SecondaryAllocationIds ?? [])].flatMap((id) =>
    id === undefined ? [] : requireResource(context, "elastic-ip", id),
  );
  const id = newId("nat");
  if (allocations.some(({ AssociationId }) => AssociationId !== undefined)) {
    return failed(context, tags, {
      NatGatewayId: id,
      SubnetId: subnet.SubnetId,
      VpcId: subnet.VpcId,
      ConnectivityType,
      NatGatewayAddresses: [{ AllocationId }],
      FailureCode: "Resource.AlreadyAssociated",
      FailureMessage: `Elastic IP address [${AllocationId}] is already associated`,
    });
  }
  const privateIp = input.PrivateIpAddress ?? freeAddress(context, subnet);
  const secondaryIps = [
    ...(input.SecondaryPrivateIpAddresses ?? []),
    ...freeAddresses(
      context,
      subnet,
      input.SecondaryPrivateIpAddressCount ??
        Math.max(0, allocations.length - 1 - (input.SecondaryPrivateIpAddresses?.length ?? 0)),
      [privateIp, ...(input.SecondaryPrivateIpAddresses ?? [])],
    ),
  ];
  const card = createInterface(context, {
    subnet,
    description: `Interface for NAT Gateway ${id}`,
    groups: [],
    interfaceType: "nat_gateway" as Ec2.NetworkInterfaceType,
    privateIp,
    secondaryIps,
    requester: context.account,
  });
  const ips = [privateIp, ...secondaryIps];
  const associations = allocations.map((address, at) =>
    associate(context, address, requireResource(context, "network-interface", card.NetworkInterfaceId), ips[at]),
  );
  const gateway: Ec2.NatGateway = {
    NatGatewayId: id,
    SubnetId: subnet.SubnetId,
    VpcId: subnet.VpcId,
    State: "available",
    ConnectivityType,
    CreateTime: new Date(context.clock.now()),
    NatGatewayAddresses: ips.map((PrivateIp, at) => ({
      AllocationId: allocations[at]?.AllocationId,
      AssociationId: associations[at],
      IsPrimary: at === 0,
      NetworkInterfaceId: card.NetworkInterfaceId,
      PrivateIp,
      PublicIp: allocations[at]?.PublicIp,
      Status: "succeeded",
    })),
  };
  saveResource(context, "natgateway", id, gateway);
  addTags(context, id, tags);
  return {
    NatGateway: { ...gateway, State: "pending", Tags: tagsOf(context, id) },
    ...(input.ClientToken === undefined ? {} : { ClientToken: input.ClientToken }),
  };
};

/** EC2 answers that the gateway is coming, and tells later that it has failed; an hour on it is forgotten. */
function failed(context: OperationContext, tags: ReturnType<typeof requestedTags>, gateway: Ec2.NatGateway) {
  const id = gateway.NatGatewayId as string;
  const now = new Date(context.clock.now());
  saveResource(context, "natgateway", id, { ...gateway, State: "failed", CreateTime: now, DeleteTime: now });
  addTags(context, id, tags);
  const { FailureCode: _, FailureMessage: __, ...coming } = gateway;
  return { NatGateway: { ...coming, State: "pending", CreateTime: now, Tags: tagsOf(context, id) } as Ec2.NatGateway };
}
