/** Tags, by ARN. */
import type { Stage } from "@aws-sdk/client-apigatewayv2";
import type { Operation, OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { ApiGatewayV2 } from "./client.ts";
import { requireDomainName, saveDomainName } from "./domain-names.ts";
import { requireApi, requirePart, saveApi, savePart } from "./store.ts";
import { requireVpcLink, saveVpcLink } from "./vpc-links.ts";

type Tags = Readonly<Record<string, string>>;

/** Changes the tags of what an ARN names: an API, a stage, a VPC link, a domain name. */
function change(context: OperationContext, arn: string | undefined, next: (tags: Tags) => Tags): Tags {
  const [, kind, name] = /^arn:[^:]+:apigateway:[^:]*::\/(vpclinks|domainnames)\/([^/]+)$/.exec(arn ?? "") ?? [];
  if (kind === "vpclinks") {
    const link = requireVpcLink(context, name);
    const tags = next(link.Tags ?? {});
    if (tags !== link.Tags) saveVpcLink(context, { ...link, Tags: tags });
    return tags;
  }
  if (kind === "domainnames") {
    const domain = requireDomainName(context, name);
    const tags = next(domain.Tags ?? {});
    if (tags !== domain.Tags) saveDomainName(context, { ...domain, Tags: tags });
    return tags;
  }
  const match = /^arn:[^:]+:apigateway:[^:]*::\/apis\/([^/]+)(?:\/stages\/(.+))?$/.exec(arn ?? "");
  if (!match) throw new ServiceException("BadRequestException", "Invalid resource ARN specified in the request");
  const [, apiId, stageName] = match as unknown as [string, string, string | undefined];
  if (stageName === undefined) {
    const api = requireApi(context.store, context, apiId);
    const tags = next(api.Tags);
    if (tags !== api.Tags) saveApi(context.store, context, { ...api, Tags: tags });
    return tags;
  }
  const stage = requirePart<Stage>(context.store, context, apiId, "stage", stageName);
  const tags = next(stage.Tags ?? {});
  if (tags !== stage.Tags) savePart(context.store, context, apiId, "stage", stageName, { ...stage, Tags: tags });
  return tags;
}

export const tagResource: Operation<ApiGatewayV2, "TagResource"> = ({ ResourceArn, Tags }, context) => {
  change(context, ResourceArn, (tags) => ({ ...tags, ...Tags }));
  return {};
};

export const untagResource: Operation<ApiGatewayV2, "UntagResource"> = ({ ResourceArn, TagKeys }, context) => {
  const gone = new Set(TagKeys);
  change(context, ResourceArn, (tags) => Object.fromEntries(Object.entries(tags).filter(([key]) => !gone.has(key))));
  return {};
};

export const getTags: Operation<ApiGatewayV2, "GetTags"> = ({ ResourceArn }, context) => ({
  Tags: { ...change(context, ResourceArn, (tags) => tags) },
});
