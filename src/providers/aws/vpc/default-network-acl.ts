/** The network ACL that came with a VPC: taken over, its entries replaced, and left behind at the end. */
import { defineResource, Refusal } from "../framework/behaviour.ts";
import { without } from "../framework/given.ts";
import { tagMap } from "../framework/tags.ts";
import type { VpcResources } from "../schema/vpc.generated.ts";
import { retagEc2 } from "./ec2.ts";
import { aclFound, findNetworkAcl } from "./network-acl.ts";
import { associateSubnets, changeEntries, type Entry, entriesFound, entryKey } from "./network-acl-entries.ts";

export const awsDefaultNetworkAcl = defineResource<VpcResources["aws_default_network_acl"]>({
  title: "EC2 Default Network ACL",
  named: (planned) => planned.default_network_acl_id,

  async create(planned, aws, keep) {
    const id = planned.default_network_acl_id;
    const acl = await findNetworkAcl(aws, id);
    if (!acl) throw new Refusal(`reading EC2 Network ACL (${id}): couldn't find resource`);
    if (!acl.IsDefault) throw new Refusal("use the `aws_network_acl` resource instead");
    keep(id);
    for (const egress of [false, true]) {
      // What is there goes first, whatever is wanted.
      await changeEntries(aws, id, egress, entriesFound(acl, egress) as unknown as Entry[], []);
      await changeEntries(aws, id, egress, [], egress ? planned.egress : planned.ingress);
    }
    await associateSubnets(aws, id, without(planned.subnet_ids, aclFound(aws, acl).subnet_ids));
    await retagEc2(aws, { id, tags_all: tagMap(acl.Tags) }, { id, tags_all: planned.tags_all });
    return { id };
  },

  async read(state, aws) {
    const acl = await findNetworkAcl(aws, state.id);
    return acl && { ...aclFound(aws, acl), default_network_acl_id: state.id };
  },

  async update(planned, aws, prior) {
    await changeEntries(aws, planned.id, false, prior.ingress, planned.ingress);
    await changeEntries(aws, planned.id, true, prior.egress, planned.egress);
    // Subnets leave the default ACL only by joining another.
    await associateSubnets(aws, planned.id, without(planned.subnet_ids, prior.subnet_ids));
    await retagEc2(aws, prior, planned);
  },

  async delete() {},

  importId: (id) => ({ id, default_network_acl_id: id }),
  setKeys: { ingress: entryKey, egress: entryKey },
});
