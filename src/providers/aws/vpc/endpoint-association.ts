/** What an endpoint is joined to, each written apart from it: a route table, a subnet, a security group; and its policy. */
import type { ModifyVpcEndpointRequest, VpcEndpoint } from "@aws-sdk/client-ec2";
import { type Behaviour, defineResource } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { crc32 } from "../framework/crc32.ts";
import { policyFound, samePolicy } from "../framework/policy.ts";
import type { VpcResources } from "../schema/vpc.generated.ts";
import { findEndpoint } from "./endpoint.ts";

type Change = Omit<ModifyVpcEndpointRequest, "VpcEndpointId">;

interface Association<Attributes> {
  readonly title: string;
  target(attributes: Attributes): string;
  add(target: string): Change;
  remove(target: string): Change;
  joined(endpoint: VpcEndpoint): readonly (string | undefined)[] | undefined;
}

const association = <Attributes extends { readonly id: string | null; readonly vpc_endpoint_id: string }>(
  what: Association<Attributes>,
): Behaviour<Attributes> => ({
  title: what.title,
  named: () => null,
  async create(planned, aws) {
    const [endpoint, target] = [planned.vpc_endpoint_id, what.target(planned)];
    await aws.call("ec2", "ModifyVpcEndpoint", { VpcEndpointId: endpoint, ...what.add(target) });
    return { id: `a-${endpoint}${crc32(target)}` } as never;
  },
  async read(state, aws) {
    const endpoint = await findEndpoint(aws, state.vpc_endpoint_id);
    return endpoint && what.joined(endpoint)?.includes(what.target(state)) ? {} : undefined;
  },
  async delete(prior, aws) {
    await unless(
      aws.call("ec2", "ModifyVpcEndpoint", {
        VpcEndpointId: prior.vpc_endpoint_id,
        ...what.remove(what.target(prior)),
      }),
      "InvalidVpcEndpointId.NotFound",
      "InvalidRouteTableId.NotFound",
      "InvalidSubnetId.NotFound",
      "InvalidGroupId.NotFound",
    );
  },
});

export const awsVpcEndpointRouteTableAssociation = association<
  VpcResources["aws_vpc_endpoint_route_table_association"]
>({
  title: "VPC Endpoint Route Table Association",
  target: (attributes) => attributes.route_table_id,
  add: (target) => ({ AddRouteTableIds: [target] }),
  remove: (target) => ({ RemoveRouteTableIds: [target] }),
  joined: (endpoint) => endpoint.RouteTableIds,
});

export const awsVpcEndpointSubnetAssociation = association<VpcResources["aws_vpc_endpoint_subnet_association"]>({
  title: "VPC Endpoint Subnet Association",
  target: (attributes) => attributes.subnet_id,
  add: (target) => ({ AddSubnetIds: [target] }),
  remove: (target) => ({ RemoveSubnetIds: [target] }),
  joined: (endpoint) => endpoint.SubnetIds,
});

export const awsVpcEndpointPolicy = defineResource<VpcResources["aws_vpc_endpoint_policy"]>({
  title: "VPC Endpoint Policy",
  named: (planned) => planned.vpc_endpoint_id,

  async create(planned, aws) {
    await aws.call("ec2", "ModifyVpcEndpoint", {
      VpcEndpointId: planned.vpc_endpoint_id,
      ...(planned.policy ? { PolicyDocument: planned.policy } : { ResetPolicy: true }),
    });
    return { id: planned.vpc_endpoint_id };
  },

  async read(state, aws) {
    const endpoint = await findEndpoint(aws, state.id);
    return endpoint && { policy: policyFound(state.policy, endpoint.PolicyDocument), vpc_endpoint_id: state.id };
  },

  async update(planned, aws) {
    await aws.call("ec2", "ModifyVpcEndpoint", {
      VpcEndpointId: planned.id,
      ...(planned.policy ? { PolicyDocument: planned.policy } : { ResetPolicy: true }),
    });
  },

  async delete(prior, aws) {
    await unless(
      aws.call("ec2", "ModifyVpcEndpoint", { VpcEndpointId: prior.id, ResetPolicy: true }),
      "InvalidVpcEndpointId.NotFound",
    );
  },

  equivalent: { policy: samePolicy },
});
