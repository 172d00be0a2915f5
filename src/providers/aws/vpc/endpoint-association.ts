/** What an endpoint is joined to, each written apart from it: a route table, a subnet, a security group; and its policy. */
import type { ModifyVpcEndpointRequest, VpcEndpoint } from "@aws-sdk/client-ec2";
import type { Aws } from "../framework/aws.ts";
import { type Behaviour, defineResource, Refusal } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { crc32 } from "../framework/crc32.ts";
import { normalizedJson } from "../framework/json.ts";
import { policyFound, samePolicy } from "../framework/policy.ts";
import type { VpcResources } from "../schema/vpc.generated.ts";
import { filters } from "./ec2.ts";
import { findEndpoint } from "./endpoint.ts";

type Change = Omit<ModifyVpcEndpointRequest, "VpcEndpointId">;

interface Association<Attributes> {
  readonly title: string;
  target(attributes: Attributes): string;
  add(target: string): Change;
  remove(target: string): Change;
  joined(endpoint: VpcEndpoint): readonly (string | undefined)[] | undefined;
  /** The attribute that names the target, and what is said of an import id without it. */
  readonly attribute: string;
  malformed(id: string): string;
}

const associationId = (endpoint: string, target: string): string => `a-${endpoint}${crc32(target)}`;

const association = <Attributes extends { readonly id: string | null; readonly vpc_endpoint_id: string }>(
  what: Association<Attributes>,
): Behaviour<Attributes> => ({
  title: what.title,
  named: () => null,
  async create(planned, aws) {
    const [endpoint, target] = [planned.vpc_endpoint_id, what.target(planned)];
    await aws.call("ec2", "ModifyVpcEndpoint", { VpcEndpointId: endpoint, ...what.add(target) });
    return { id: associationId(endpoint, target) } as never;
  },
  importId(id) {
    const [endpoint, target, more] = id.split("/");
    if (endpoint === undefined || target === undefined || more !== undefined) throw new Refusal(what.malformed(id));
    return { id: associationId(endpoint, target), vpc_endpoint_id: endpoint, [what.attribute]: target } as never;
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
  attribute: "route_table_id",
  malformed: (id) => `wrong format of import ID (${id}), use: 'vpc-endpoint-id/route-table-id'`,
});

export const awsVpcEndpointSubnetAssociation = association<VpcResources["aws_vpc_endpoint_subnet_association"]>({
  title: "VPC Endpoint Subnet Association",
  target: (attributes) => attributes.subnet_id,
  add: (target) => ({ AddSubnetIds: [target] }),
  remove: (target) => ({ RemoveSubnetIds: [target] }),
  joined: (endpoint) => endpoint.SubnetIds,
  attribute: "subnet_id",
  malformed: (id) => `unexpected format for ID (${id}), expected vpc-endpoint-id/subnet-id`,
});

const securityGroupAssociation = association<VpcResources["aws_vpc_endpoint_security_group_association"]>({
  title: "VPC Endpoint Security Group Association",
  target: (attributes) => attributes.security_group_id,
  add: (target) => ({ AddSecurityGroupIds: [target] }),
  remove: (target) => ({ RemoveSecurityGroupIds: [target] }),
  joined: (endpoint) => endpoint.Groups?.map((group) => group.GroupId),
  attribute: "security_group_id",
  malformed: (id) => `wrong format of import ID (${id}), use: 'vpc-endpoint-id/security-group-id'`,
});

/** May take the place of the VPC's default group, which comes back when the association goes. */
export const awsVpcEndpointSecurityGroupAssociation: typeof securityGroupAssociation = {
  ...securityGroupAssociation,
  importId: async (id, aws) => ({
    ...(await securityGroupAssociation.importId?.(id, aws)),
    replace_default_association: false,
  }),
  async create(planned, aws, keep) {
    if (!planned.replace_default_association) return securityGroupAssociation.create(planned, aws, keep);
    const endpoint = await findEndpoint(aws, planned.vpc_endpoint_id);
    const standard = await defaultGroupOf(aws, endpoint?.VpcId ?? "");
    const joined = endpoint?.Groups?.map((group) => group.GroupId) ?? [];
    if (!joined.includes(standard) || joined.length > 1)
      throw new Refusal(
        `creating VPC Endpoint (${planned.vpc_endpoint_id}) Security Group (${planned.security_group_id}) Association: ` +
          "no association of default security group with VPC endpoint",
      );
    const created = await securityGroupAssociation.create(planned, aws, keep);
    await modify(aws, planned.vpc_endpoint_id, { RemoveSecurityGroupIds: [standard] });
    return created;
  },
  async delete(prior, aws) {
    if (prior.replace_default_association) {
      const endpoint = await findEndpoint(aws, prior.vpc_endpoint_id);
      if (endpoint)
        await modify(aws, prior.vpc_endpoint_id, {
          AddSecurityGroupIds: [await defaultGroupOf(aws, endpoint.VpcId ?? "")],
        });
    }
    await securityGroupAssociation.delete(prior, aws);
  },
};

const modify = (aws: Aws, VpcEndpointId: string, change: Change) =>
  aws.call("ec2", "ModifyVpcEndpoint", { VpcEndpointId, ...change });

async function defaultGroupOf(aws: Aws, vpc: string): Promise<string> {
  const { SecurityGroups } = await aws.call("ec2", "DescribeSecurityGroups", {
    Filters: filters({ "group-name": "default", "vpc-id": vpc }),
  });
  return SecurityGroups?.[0]?.GroupId ?? "";
}

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
  normalize: { policy: normalizedJson },
});
