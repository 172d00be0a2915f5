/** aws_vpc_security_group_ingress_rule and _egress_rule: one rule with one source, by its own id. */
import type { SecurityGroupRuleRequest } from "@aws-sdk/client-ec2";
import { defineResource } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { differs } from "../framework/given.ts";
import { tagMap } from "../framework/tags.ts";
import type { VpcResources } from "../schema/vpc.generated.ts";
import { ec2Arn, retagEc2, taggedAs } from "./ec2.ts";
import { protocolName } from "./security-group-rules.ts";

type OneRule = VpcResources["aws_vpc_security_group_ingress_rule"];

const GONE = ["InvalidSecurityGroupRuleId.NotFound", "InvalidGroup.NotFound"];

const oneRule = (direction: "Ingress" | "Egress") =>
  defineResource<OneRule>({
    title: `VPC Security Group ${direction} Rule`,
    named: () => null,
    cause: "below",
    words: {
      creating: () => "creating VPC Security Group Rule",
      updating: ({ id }) => `updating VPC Security Group Rule (${id})`,
      reading: ({ id }) => `reading VPC Security Group Rule (${id})`,
      deleting: ({ id }) => `deleting VPC Security Group Rule (${id})`,
    },

    async create(planned, aws) {
      const { IpProtocol, FromPort, ToPort, Description, ...source } = request(planned);
      const { ReferencedGroupId, CidrIpv4, CidrIpv6, PrefixListId } = source;
      const [UserId, GroupId] = ReferencedGroupId?.includes("/")
        ? ReferencedGroupId.split("/")
        : [undefined, ReferencedGroupId];
      const { SecurityGroupRules } = await aws.call("ec2", `AuthorizeSecurityGroup${direction}`, {
        GroupId: planned.security_group_id,
        IpPermissions: [
          {
            IpProtocol,
            FromPort,
            ToPort,
            ...(CidrIpv4 && { IpRanges: [{ CidrIp: CidrIpv4, Description }] }),
            ...(CidrIpv6 && { Ipv6Ranges: [{ CidrIpv6, Description }] }),
            ...(PrefixListId && { PrefixListIds: [{ PrefixListId, Description }] }),
            ...(GroupId && { UserIdGroupPairs: [{ GroupId, UserId, Description }] }),
          },
        ],
        TagSpecifications: taggedAs("security-group-rule", planned.tags_all),
      });
      return { id: SecurityGroupRules?.[0]?.SecurityGroupRuleId ?? "" };
    },

    async read(state, aws) {
      const answer = await unless(
        aws.call("ec2", "DescribeSecurityGroupRules", { SecurityGroupRuleIds: [state.id] }),
        ...GONE,
      );
      const rule = answer?.SecurityGroupRules?.[0];
      if (!rule) return undefined;
      const all = rule.IpProtocol === "-1";
      const other = rule.ReferencedGroupInfo;
      // All protocols means all ports, which AWS writes as -1 and a configuration leaves out.
      const port = (found: number | undefined, known: number | null) => (all && known === null ? null : found);
      return {
        arn: ec2Arn(aws, rule.GroupOwnerId, `security-group-rule/${state.id}`),
        cidr_ipv4: rule.CidrIpv4,
        cidr_ipv6: rule.CidrIpv6,
        description: rule.Description,
        from_port: port(rule.FromPort, state.from_port),
        ip_protocol: protocolName(state.ip_protocol) === rule.IpProtocol ? state.ip_protocol : rule.IpProtocol,
        prefix_list_id: rule.PrefixListId,
        referenced_security_group_id:
          other?.UserId && other.UserId !== aws.account ? `${other.UserId}/${other.GroupId}` : other?.GroupId,
        security_group_id: rule.GroupId,
        security_group_rule_id: state.id,
        to_port: port(rule.ToPort, state.to_port),
        tags: tagMap(rule.Tags),
      };
    },

    async update(planned, aws, prior) {
      const names = ["cidr_ipv4", "cidr_ipv6", "description", "from_port", "ip_protocol", "prefix_list_id"] as const;
      if (differs(prior, planned, ...names, "referenced_security_group_id", "to_port"))
        await aws.call("ec2", "ModifySecurityGroupRules", {
          GroupId: planned.security_group_id,
          SecurityGroupRules: [{ SecurityGroupRuleId: planned.id, SecurityGroupRule: request(planned) }],
        });
      await retagEc2(aws, prior, planned);
    },

    // A source can change, but not become another kind of source.
    plan(change) {
      const { prior } = change;
      if (!prior) return;
      const before = SOURCES.find((name) => prior[name] !== null);
      const after = SOURCES.find((name) => change.configured(name));
      if (before === after) return;
      for (const name of [before, after])
        if (name === undefined) change.replaceWhole();
        else change.replaceFor(name);
    },

    async delete(prior, aws) {
      const input = { GroupId: prior.security_group_id, SecurityGroupRuleIds: [prior.id] };
      await unless(aws.call("ec2", `RevokeSecurityGroup${direction}`, input), ...GONE);
    },
  });

/** Of several the first counts. */
const SOURCES = ["cidr_ipv4", "cidr_ipv6", "prefix_list_id", "referenced_security_group_id"] as const;

const request = (planned: OneRule): SecurityGroupRuleRequest => ({
  IpProtocol: planned.ip_protocol,
  FromPort: planned.from_port ?? undefined,
  ToPort: planned.to_port ?? undefined,
  CidrIpv4: planned.cidr_ipv4 ?? undefined,
  CidrIpv6: planned.cidr_ipv6 ?? undefined,
  PrefixListId: planned.prefix_list_id ?? undefined,
  ReferencedGroupId: planned.referenced_security_group_id ?? undefined,
  Description: planned.description ?? undefined,
});

export const awsVpcSecurityGroupIngressRule = oneRule("Ingress");
export const awsVpcSecurityGroupEgressRule = oneRule("Egress");
