import { defineResource } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { tagMap } from "../framework/tags.ts";
import type { VpcResources } from "../schema/vpc.generated.ts";
import { retagEc2, taggedAs } from "./ec2.ts";

const GONE = ["InvalidGatewayID.NotFound", "InvalidEgressOnlyInternetGatewayId.NotFound"];

export const awsEgressOnlyInternetGateway = defineResource<VpcResources["aws_egress_only_internet_gateway"]>({
  title: "EC2 Egress-only Internet Gateway",
  named: () => null,

  async create(planned, aws) {
    const { EgressOnlyInternetGateway } = await aws.call("ec2", "CreateEgressOnlyInternetGateway", {
      VpcId: planned.vpc_id,
      TagSpecifications: taggedAs("egress-only-internet-gateway", planned.tags_all),
    });
    return { id: EgressOnlyInternetGateway?.EgressOnlyInternetGatewayId ?? "" };
  },

  async read(state, aws) {
    const answer = await unless(
      aws.call("ec2", "DescribeEgressOnlyInternetGateways", { EgressOnlyInternetGatewayIds: [state.id] }),
      ...GONE,
    );
    const gateway = answer?.EgressOnlyInternetGateways?.[0];
    return gateway && { vpc_id: gateway.Attachments?.[0]?.VpcId, tags: tagMap(gateway.Tags) };
  },

  update: (planned, aws, prior) => retagEc2(aws, prior, planned),

  async delete(prior, aws) {
    const input = { EgressOnlyInternetGatewayId: prior.id };
    await unless(aws.call("ec2", "DeleteEgressOnlyInternetGateway", input), ...GONE);
  },
});
