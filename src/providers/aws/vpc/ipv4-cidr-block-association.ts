import { defineResource } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { given } from "../framework/given.ts";
import type { VpcResources } from "../schema/vpc.generated.ts";
import { filters } from "./ec2.ts";

export const awsVpcIpv4CidrBlockAssociation = defineResource<VpcResources["aws_vpc_ipv4_cidr_block_association"]>({
  title: "EC2 VPC IPv4 CIDR Block Association",
  named: () => null,

  async create(planned, aws) {
    const { CidrBlockAssociation } = await aws.call("ec2", "AssociateVpcCidrBlock", {
      VpcId: planned.vpc_id,
      CidrBlock: given(planned.cidr_block),
      Ipv4IpamPoolId: given(planned.ipv4_ipam_pool_id),
      Ipv4NetmaskLength: given(planned.ipv4_netmask_length),
    });
    return { id: CidrBlockAssociation?.AssociationId ?? "" };
  },

  async read(state, aws) {
    const { Vpcs } = await aws.call("ec2", "DescribeVpcs", {
      Filters: filters({ "cidr-block-association.association-id": state.id }),
    });
    const found = Vpcs?.[0]?.CidrBlockAssociationSet?.find((one) => one.AssociationId === state.id);
    return found && { cidr_block: found.CidrBlock, vpc_id: Vpcs?.[0]?.VpcId };
  },

  async delete(prior, aws) {
    await unless(
      aws.call("ec2", "DisassociateVpcCidrBlock", { AssociationId: prior.id }),
      "InvalidVpcCidrBlockAssociationID.NotFound",
    );
  },

  // The pool and the length that the block was taken with cannot be read back.
  importId(id) {
    const [association = "", pool, length] = id.split(",");
    return {
      id: association,
      ...(pool && { ipv4_ipam_pool_id: pool }),
      ...(length && { ipv4_netmask_length: Number(length) }),
    };
  },
});
