import type { CreateVpcEndpointRequest, DnsOptionsSpecification, VpcEndpoint } from "@aws-sdk/client-ec2";
import type { Aws } from "../framework/aws.ts";
import { defineResource } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { differs, given, some, without } from "../framework/given.ts";
import { normalizedJson } from "../framework/json.ts";
import { samePolicy } from "../framework/policy.ts";
import type { VpcResources } from "../schema/vpc.generated.ts";
import { retagEc2, taggedAs } from "./ec2.ts";
import { endpointFound } from "./endpoint-found.ts";

type Endpoint = VpcResources["aws_vpc_endpoint"];

export const awsVpcEndpoint = defineResource<Endpoint>({
  title: "EC2 VPC Endpoint",
  named: (planned) => planned.service_name ?? planned.resource_configuration_arn ?? planned.service_network_arn,

  async create(planned, aws, keep) {
    const { VpcEndpoint } = await aws.call("ec2", "CreateVpcEndpoint", {
      VpcId: planned.vpc_id,
      VpcEndpointType: (planned.vpc_endpoint_type ?? undefined) as CreateVpcEndpointRequest["VpcEndpointType"],
      ServiceName: given(planned.service_name),
      ServiceRegion: given(planned.service_region),
      ResourceConfigurationArn: given(planned.resource_configuration_arn),
      ServiceNetworkArn: given(planned.service_network_arn),
      IpAddressType: given(planned.ip_address_type) as CreateVpcEndpointRequest["IpAddressType"],
      PrivateDnsEnabled: planned.private_dns_enabled ?? false,
      DnsOptions: dnsOptions(planned),
      PolicyDocument: given(planned.policy),
      RouteTableIds: some(planned.route_table_ids),
      SubnetIds: some(planned.subnet_ids),
      SubnetConfigurations: subnetConfigurations(planned),
      SecurityGroupIds: some(planned.security_group_ids),
      TagSpecifications: taggedAs("vpc-endpoint", planned.tags_all),
    });
    const id = VpcEndpoint?.VpcEndpointId ?? "";
    keep(id);
    if (planned.auto_accept && VpcEndpoint?.State?.toLowerCase() === "pendingacceptance")
      await accept(aws, VpcEndpoint);
    await aws.until(`EC2 VPC Endpoint (${id}) create`, async () => {
      const state = (await findEndpoint(aws, id))?.State?.toLowerCase();
      return state === "available" || state === "pendingacceptance" ? true : undefined;
    });
    return { id };
  },

  async read(state, aws) {
    const endpoint = await findEndpoint(aws, state.id);
    return endpoint && (await endpointFound(endpoint, state.policy, aws));
  },

  async update(planned, aws, prior) {
    const changed = (...names: (keyof Endpoint)[]): boolean => differs(prior, planned, ...names);
    if (changed("auto_accept") && planned.auto_accept && planned.state === "pendingAcceptance") {
      const endpoint = await findEndpoint(aws, planned.id);
      if (endpoint) await accept(aws, endpoint);
    }
    const modified =
      changed("dns_options", "ip_address_type", "private_dns_enabled", "subnet_configuration") ||
      changed("route_table_ids", "subnet_ids", "security_group_ids") ||
      !samePolicy(prior.policy ?? "", planned.policy ?? "");
    if (modified)
      await aws.call("ec2", "ModifyVpcEndpoint", {
        VpcEndpointId: planned.id,
        ...(changed("dns_options") && { DnsOptions: dnsOptions(planned) }),
        ...(changed("ip_address_type") && {
          IpAddressType: (planned.ip_address_type ?? undefined) as CreateVpcEndpointRequest["IpAddressType"],
        }),
        ...(changed("private_dns_enabled") && { PrivateDnsEnabled: planned.private_dns_enabled ?? false }),
        ...(changed("subnet_configuration") && { SubnetConfigurations: subnetConfigurations(planned) }),
        ...(!samePolicy(prior.policy ?? "", planned.policy ?? "") &&
          (planned.policy ? { PolicyDocument: planned.policy } : { ResetPolicy: true })),
        AddRouteTableIds: some(without(planned.route_table_ids, prior.route_table_ids)),
        RemoveRouteTableIds: some(without(prior.route_table_ids, planned.route_table_ids)),
        AddSubnetIds: some(without(planned.subnet_ids, prior.subnet_ids)),
        RemoveSubnetIds: some(without(prior.subnet_ids, planned.subnet_ids)),
        AddSecurityGroupIds: some(without(planned.security_group_ids, prior.security_group_ids)),
        RemoveSecurityGroupIds: some(without(prior.security_group_ids, planned.security_group_ids)),
      });
    await retagEc2(aws, prior, planned);
  },

  async delete(prior, aws) {
    await unless(aws.call("ec2", "DeleteVpcEndpoints", { VpcEndpointIds: [prior.id] }), ...GONE);
    await aws.until(`EC2 VPC Endpoint (${prior.id}) delete`, async () =>
      (await findEndpoint(aws, prior.id)) ? undefined : true,
    );
  },

  equivalent: { policy: samePolicy },
  normalize: { policy: normalizedJson },
});

const GONE = ["InvalidVpcEndpointId.NotFound", "InvalidVpcEndpoint.NotFound"];

export async function findEndpoint(aws: Aws, id: string): Promise<VpcEndpoint | undefined> {
  const answer = await unless(aws.call("ec2", "DescribeVpcEndpoints", { VpcEndpointIds: [id] }), ...GONE);
  const endpoint = answer?.VpcEndpoints?.[0];
  return endpoint?.State?.toLowerCase() === "deleted" ? undefined : endpoint;
}

async function accept(aws: Aws, { ServiceName, VpcEndpointId = "" }: VpcEndpoint): Promise<void> {
  const { ServiceDetails } = await aws.call("ec2", "DescribeVpcEndpointServices", {
    ServiceNames: [ServiceName ?? ""],
  });
  await aws.call("ec2", "AcceptVpcEndpointConnections", {
    ServiceId: ServiceDetails?.[0]?.ServiceId ?? "",
    VpcEndpointIds: [VpcEndpointId],
  });
}

function dnsOptions({ dns_options: [options] }: Endpoint): DnsOptionsSpecification | undefined {
  if (!options) return undefined;
  return {
    DnsRecordIpType: given(options.dns_record_ip_type) as DnsOptionsSpecification["DnsRecordIpType"],
    ...(options.private_dns_only_for_inbound_resolver_endpoint && {
      PrivateDnsOnlyForInboundResolverEndpoint: true,
    }),
  };
}

const subnetConfigurations = (planned: Endpoint) =>
  some(
    planned.subnet_configuration
      .filter(({ ipv4, ipv6 }) => ipv4 || ipv6)
      .map(({ ipv4, ipv6, subnet_id }) => ({ Ipv4: given(ipv4), Ipv6: given(ipv6), SubnetId: given(subnet_id) })),
  );
