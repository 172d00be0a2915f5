import type { NetworkAcl } from "@aws-sdk/client-ec2";
import type { Aws } from "../framework/aws.ts";
import { defineResource, Refusal } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { without } from "../framework/given.ts";
import { tagMap } from "../framework/tags.ts";
import type { VpcResources } from "../schema/vpc.generated.ts";
import { ec2Arn, filters, retagEc2, taggedAs } from "./ec2.ts";
import { associateSubnets, changeEntries, entriesFound, entryKey } from "./network-acl-entries.ts";

export const awsNetworkAcl = defineResource<VpcResources["aws_network_acl"]>({
  title: "EC2 Network ACL",
  named: () => null,

  async create(planned, aws, keep) {
    const { NetworkAcl } = await aws.call("ec2", "CreateNetworkAcl", {
      VpcId: planned.vpc_id,
      TagSpecifications: taggedAs("network-acl", planned.tags_all),
    });
    const id = NetworkAcl?.NetworkAclId ?? "";
    keep(id);
    await changeEntries(aws, id, false, [], planned.ingress);
    await changeEntries(aws, id, true, [], planned.egress);
    await associateSubnets(aws, id, planned.subnet_ids);
    return { id };
  },

  async read(state, aws) {
    const acl = await findNetworkAcl(aws, state.id);
    return acl && aclFound(aws, acl);
  },

  async update(planned, aws, prior) {
    await changeEntries(aws, planned.id, false, prior.ingress, planned.ingress);
    await changeEntries(aws, planned.id, true, prior.egress, planned.egress);
    const gone = without(prior.subnet_ids, planned.subnet_ids);
    if (gone.length > 0) await associateSubnets(aws, await defaultAclOf(aws, planned.vpc_id), gone);
    await associateSubnets(aws, planned.id, without(planned.subnet_ids, prior.subnet_ids));
    await retagEc2(aws, prior, planned);
  },

  async delete(prior, aws) {
    const acl = await findNetworkAcl(aws, prior.id);
    if (!acl) return;
    const subnets = (acl.Associations ?? []).map(({ SubnetId = "" }) => SubnetId);
    if (subnets.length > 0) await associateSubnets(aws, await defaultAclOf(aws, prior.vpc_id), subnets);
    await unless(aws.call("ec2", "DeleteNetworkAcl", { NetworkAclId: prior.id }), "InvalidNetworkAclID.NotFound");
  },

  async importId(id, aws) {
    const acl = await findNetworkAcl(aws, id);
    if (!acl) throw new Refusal("couldn't find resource");
    if (acl.IsDefault) throw new Refusal("use the `aws_default_network_acl` resource instead");
    return {};
  },

  setKeys: { ingress: entryKey, egress: entryKey },
});

export async function findNetworkAcl(aws: Aws, id: string): Promise<NetworkAcl | undefined> {
  const answer = await unless(
    aws.call("ec2", "DescribeNetworkAcls", { NetworkAclIds: [id] }),
    "InvalidNetworkAclID.NotFound",
  );
  return answer?.NetworkAcls?.[0];
}

async function defaultAclOf(aws: Aws, vpc: string): Promise<string> {
  const { NetworkAcls } = await aws.call("ec2", "DescribeNetworkAcls", {
    Filters: filters({ default: "true", "vpc-id": vpc }),
  });
  const id = NetworkAcls?.[0]?.NetworkAclId;
  if (!id) throw new Refusal(`reading EC2 Default Network ACL for EC2 VPC (${vpc}): couldn't find resource`);
  return id;
}

export const aclFound = (aws: Aws, acl: NetworkAcl) => ({
  arn: ec2Arn(aws, acl.OwnerId, `network-acl/${acl.NetworkAclId}`),
  egress: entriesFound(acl, true),
  ingress: entriesFound(acl, false),
  owner_id: acl.OwnerId,
  subnet_ids: (acl.Associations ?? []).map(({ SubnetId = "" }) => SubnetId),
  vpc_id: acl.VpcId,
  tags: tagMap(acl.Tags),
});
