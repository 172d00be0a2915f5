import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { newId } from "./ids.ts";
import { groupsOrDefault } from "./network-interfaces.ts";
import { addTags, requestedTags } from "./resource-tags.ts";
import { requireResource, saveResource } from "./resources.ts";
import {
  addEndpointInterfaces,
  addGatewayRoutes,
  dnsEntriesOf,
  endpointDetail,
  groupIdentifiers,
  isGatewayService,
  openPolicy,
} from "./vpc-endpoints.ts";

export const createVpcEndpoint: Operation<typeof Ec2, "CreateVpcEndpoint"> = (input, context) => {
  const tags = requestedTags(input.TagSpecifications, "vpc-endpoint");
  const type = input.VpcEndpointType ?? "Gateway";
  const { ServiceName = "" } = input;
  const vpc = requireResource(context, "vpc", input.VpcId);
  checkService(ServiceName, type, context.region);
  if (input.PolicyDocument !== undefined) checkPolicy(input.PolicyDocument);
  const id = newId("vpce");
  const groups = type === "Interface" ? groupsOrDefault(context, vpc.VpcId, input.SecurityGroupIds) : [];
  const bare: Ec2.VpcEndpoint = {
    VpcEndpointId: id,
    VpcEndpointType: type,
    VpcId: vpc.VpcId,
    ServiceName,
    // EC2 writes the states in lower case, the model with a capital.
    State: "available" as "Available",
    OwnerId: context.account,
    RequesterManaged: false,
    PolicyDocument: input.PolicyDocument ?? openPolicy(type),
    CreationTimestamp: new Date(context.clock.now()),
    RouteTableIds: input.RouteTableIds ?? [],
    SubnetIds: input.SubnetIds ?? [],
    Groups: groupIdentifiers(context, groups),
    NetworkInterfaceIds: [],
    PrivateDnsEnabled: type === "Interface" && (input.PrivateDnsEnabled ?? true),
    DnsEntries: [],
    ...(type === "Gateway"
      ? {}
      : {
          IpAddressType: input.IpAddressType ?? "ipv4",
          DnsOptions: {
            DnsRecordIpType: input.DnsOptions?.DnsRecordIpType ?? "ipv4",
            ...(input.DnsOptions?.PrivateDnsOnlyForInboundResolverEndpoint === undefined
              ? {}
              : {
                  PrivateDnsOnlyForInboundResolverEndpoint: input.DnsOptions.PrivateDnsOnlyForInboundResolverEndpoint,
                }),
          },
        }),
  };
  const endpoint: Ec2.VpcEndpoint =
    type === "Interface"
      ? {
          ...bare,
          NetworkInterfaceIds: addEndpointInterfaces(context, bare, bare.SubnetIds ?? [], groups),
          DnsEntries: dnsEntriesOf(context, bare),
        }
      : bare;
  if (type === "Gateway") addGatewayRoutes(context, bare, bare.RouteTableIds ?? []);
  saveResource(context, "vpc-endpoint", id, endpoint);
  addTags(context, id, tags);
  return {
    VpcEndpoint: {
      ...endpointDetail(context, endpoint),
      ...(type === "Gateway" ? {} : { State: "pending" as "Pending" }),
    },
    ...(input.ClientToken === undefined ? {} : { ClientToken: input.ClientToken }),
  };
};

function checkService(name: string, type: Ec2.VpcEndpointType, region: string): void {
  const known = name.startsWith("com.amazonaws.") || name.startsWith("aws.") || name.startsWith("cn.com.amazonaws.");
  if (
    !known ||
    (name.startsWith("com.amazonaws.") &&
      !name.startsWith(`com.amazonaws.${region}.`) &&
      name !== "com.amazonaws.s3-global.accesspoint")
  ) {
    throw new ServiceException("InvalidServiceName", `The Vpc Endpoint Service '${name}' does not exist`);
  }
  if (type === "Gateway" && !isGatewayService(name, region)) {
    throw new ServiceException(
      "InvalidParameter",
      `Endpoint type (Gateway) does not match available service types ([Interface]).`,
    );
  }
}

function checkPolicy(text: string): void {
  try {
    JSON.parse(text);
  } catch {
    throw new ServiceException("InvalidPolicyDocument", "The policy document is invalid.");
  }
}
