import type { Aws } from "../framework/aws.ts";
import { defineResource } from "../framework/behaviour.ts";
import { during, failureText, isRefusal, unless } from "../framework/call-error.ts";
import { differs } from "../framework/given.ts";
import { tagMap } from "../framework/tags.ts";
import type { VpcResources } from "../schema/vpc.generated.ts";
import { ec2Arn, retagEc2, taggedAs } from "./ec2.ts";

const GONE = "InvalidInternetGatewayID.NotFound";

export const awsInternetGateway = defineResource<VpcResources["aws_internet_gateway"]>({
  title: "EC2 Internet Gateway",
  named: () => null,
  words: { creating: () => "creating EC2 Internet Gateway" },

  async create(planned, aws, keep) {
    const { InternetGateway } = await aws.call("ec2", "CreateInternetGateway", {
      TagSpecifications: taggedAs("internet-gateway", planned.tags_all),
    });
    const id = InternetGateway?.InternetGatewayId ?? "";
    keep(id);
    if (planned.vpc_id) await attach(aws, id, planned.vpc_id);
    return { id };
  },

  async read(state, aws) {
    const answer = await unless(aws.call("ec2", "DescribeInternetGateways", { InternetGatewayIds: [state.id] }), GONE);
    const gateway = answer?.InternetGateways?.[0];
    if (!gateway) return undefined;
    return {
      arn: ec2Arn(aws, gateway.OwnerId, `internet-gateway/${state.id}`),
      owner_id: gateway.OwnerId,
      vpc_id: gateway.Attachments?.[0]?.VpcId,
      tags: tagMap(gateway.Tags),
    };
  },

  async update(planned, aws, prior) {
    if (differs(prior, planned, "vpc_id")) {
      if (prior.vpc_id) await detach(aws, planned.id, prior.vpc_id);
      if (planned.vpc_id) await attach(aws, planned.id, planned.vpc_id);
    }
    await retagEc2(aws, prior, planned);
  },

  async delete(prior, aws) {
    if (prior.vpc_id) await detach(aws, prior.id, prior.vpc_id);
    await unless(aws.call("ec2", "DeleteInternetGateway", { InternetGatewayId: prior.id }), GONE);
  },
});

const attach = (aws: Aws, InternetGatewayId: string, VpcId: string) =>
  during(
    `attaching EC2 Internet Gateway (${InternetGatewayId}) to VPC (${VpcId})`,
    aws.call("ec2", "AttachInternetGateway", { InternetGatewayId, VpcId }),
  );

/** Public addresses in the VPC hold the gateway until they are gone. */
async function detach(aws: Aws, InternetGatewayId: string, VpcId: string): Promise<void> {
  await aws.until(`EC2 Internet Gateway (${InternetGatewayId}) detach`, async () => {
    try {
      await unless(aws.call("ec2", "DetachInternetGateway", { InternetGatewayId, VpcId }), GONE, "Gateway.NotAttached");
      return true;
    } catch (error) {
      if (isRefusal(error, "DependencyViolation")) return undefined;
      throw new Error(
        `detaching EC2 Internet Gateway (${InternetGatewayId}) from VPC (${VpcId}): ${failureText(error)}`,
      );
    }
  });
}
