/** Tags, by ARN: of APIs, stages, keys, usage plans, VPC links, client certificates. */
import type { Operation, OperationContext } from "../../cloud/operation.ts";
import type { ApiGateway } from "./client.ts";
import { requireStage } from "./stages.ts";
import { badRequest, findOwn, notFound, type Own, requireApi, saveApi, saveOwn, savePart } from "./store.ts";

type Tags = Record<string, string>;

const OWN: Readonly<Record<string, Own>> = {
  apikeys: "api-key",
  clientcertificates: "client-certificate",
  domainnames: "domain-name",
  usageplans: "usage-plan",
  vpclinks: "vpc-link",
};

function change(context: OperationContext, arn: string | undefined, next: (tags: Tags) => Tags): Tags {
  const [kind = "", id = "", below, name] =
    /^arn:[^:]+:apigateway:[^:]*::\/(.+)$/.exec(arn ?? "")?.[1]?.split("/") ?? [];
  if (kind === "restapis" && below === "stages") {
    const stage = requireStage(context, id, name);
    const tags = next(stage.tags ?? {});
    savePart(context, id, "stage", name as string, { ...stage, tags });
    return tags;
  }
  if (kind === "restapis") {
    const api = requireApi(context, id);
    const tags = next(api.tags ?? {});
    saveApi(context, { ...api, tags });
    return tags;
  }
  const own = OWN[kind];
  if (!own) throw badRequest("Invalid resource ARN specified in the request");
  const found = findOwn<{ tags?: Tags }>(context, own, id);
  if (!found) throw notFound("Invalid resource ARN specified in the request");
  const tags = next(found.tags ?? {});
  saveOwn(context, own, [id], { ...found, tags });
  return tags;
}

export const tagResource: Operation<ApiGateway, "TagResource"> = ({ resourceArn, tags }, context) => {
  change(context, resourceArn, (known) => ({ ...known, ...tags }));
  return {};
};

export const untagResource: Operation<ApiGateway, "UntagResource"> = ({ resourceArn, tagKeys }, context) => {
  const gone = new Set(tagKeys);
  change(context, resourceArn, (known) => Object.fromEntries(Object.entries(known).filter(([key]) => !gone.has(key))));
  return {};
};

export const getTags: Operation<ApiGateway, "GetTags"> = ({ resourceArn }, context) => ({
  tags: change(context, resourceArn, (tags) => tags),
});
