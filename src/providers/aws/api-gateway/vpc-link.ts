import { defineResource, Refusal } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { differs, given, someEntries } from "../framework/given.ts";
import type { ApiGatewayResources } from "../schema/api_gateway.generated.ts";
import { GONE, gatewayArn, replacements, retagGateway } from "./ids.ts";

export const awsApiGatewayVpcLink = defineResource<ApiGatewayResources["aws_api_gateway_vpc_link"]>({
  title: "API Gateway VPC Link",
  named: (planned) => planned.name,

  async create(planned, aws, keep) {
    const { id = "" } = await aws.call("api-gateway", "CreateVpcLink", {
      name: planned.name,
      description: given(planned.description),
      targetArns: [...planned.target_arns],
      tags: someEntries(planned.tags_all),
    });
    keep(id);
    await aws.until(`API Gateway VPC Link (${id}) create`, async () => {
      const { status, statusMessage } = await aws.call("api-gateway", "GetVpcLink", { vpcLinkId: id });
      if (status === "FAILED") throw new Refusal(statusMessage ?? "the link failed");
      return status === "AVAILABLE" ? true : undefined;
    });
    return { id };
  },

  async read(state, aws) {
    const link = await unless(aws.call("api-gateway", "GetVpcLink", { vpcLinkId: state.id }), GONE);
    return (
      link && {
        arn: gatewayArn(aws, `vpclinks/${state.id}`),
        description: link.description,
        name: link.name,
        target_arns: link.targetArns ?? [],
        tags: link.tags ?? {},
      }
    );
  },

  async update(planned, aws, prior) {
    if (differs(prior, planned, "name", "description"))
      await aws.call("api-gateway", "UpdateVpcLink", {
        vpcLinkId: planned.id,
        patchOperations: replacements(prior, planned, { name: "/name", description: "/description" }),
      });
    await retagGateway(aws, gatewayArn(aws, `vpclinks/${planned.id}`), prior.tags_all, planned.tags_all);
  },

  async delete(prior, aws) {
    await unless(aws.call("api-gateway", "DeleteVpcLink", { vpcLinkId: prior.id }), GONE);
  },
});
