import { defineResource, Refusal } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { differs, someEntries } from "../framework/given.ts";
import type { Apigatewayv2Resources } from "../schema/apigatewayv2.generated.ts";
import { apiArn, retagApi } from "./ids.ts";

export const awsApigatewayv2VpcLink = defineResource<Apigatewayv2Resources["aws_apigatewayv2_vpc_link"]>({
  title: "API Gateway v2 VPC Link",
  async create(planned, aws, keep) {
    const { VpcLinkId = "" } = await aws.call("apigatewayv2", "CreateVpcLink", {
      Name: planned.name,
      SecurityGroupIds: [...planned.security_group_ids],
      SubnetIds: [...planned.subnet_ids],
      Tags: someEntries(planned.tags_all),
    });
    keep(VpcLinkId);
    await aws.until(`API Gateway v2 VPC Link (${VpcLinkId}) create`, async () => {
      const { VpcLinkStatus, VpcLinkStatusMessage } = await aws.call("apigatewayv2", "GetVpcLink", { VpcLinkId });
      if (VpcLinkStatus === "FAILED") throw new Refusal(VpcLinkStatusMessage ?? "the link failed");
      return VpcLinkStatus === "AVAILABLE" ? true : undefined;
    });
    return { id: VpcLinkId };
  },
  async read(state, aws) {
    const link = await unless(aws.call("apigatewayv2", "GetVpcLink", { VpcLinkId: state.id }), "NotFoundException");
    if (!link) return undefined;
    return {
      arn: apiArn(aws, `/vpclinks/${state.id}`),
      name: link.Name ?? "",
      security_group_ids: link.SecurityGroupIds ?? [],
      subnet_ids: link.SubnetIds ?? [],
      tags: link.Tags ?? {},
    };
  },
  async update(planned, aws, prior) {
    if (differs(prior, planned, "name"))
      await aws.call("apigatewayv2", "UpdateVpcLink", { VpcLinkId: planned.id, Name: planned.name });
    await retagApi(aws, prior.arn ?? "", prior.tags_all, planned.tags_all);
  },
  async delete(prior, aws) {
    const VpcLinkId = prior.id;
    const deleted = await unless(aws.call("apigatewayv2", "DeleteVpcLink", { VpcLinkId }), "NotFoundException");
    if (deleted)
      await aws.until(`API Gateway v2 VPC Link (${VpcLinkId}) delete`, async () =>
        (await unless(aws.call("apigatewayv2", "GetVpcLink", { VpcLinkId }), "NotFoundException")) ? undefined : true,
      );
  },
});
