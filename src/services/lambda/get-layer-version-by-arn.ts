import type { LambdaOperation } from "./client.ts";
import { notFound } from "./fault.ts";
import { requireLayerAccess } from "./foreign-access.ts";
import { layerVersionDetail, requireLayerVersion } from "./layer-versions.ts";
import { parseLayerVersionArn } from "./layers.ts";

export const getLayerVersionByArn: LambdaOperation<"GetLayerVersionByArn"> = ({ Arn = "" }, context) => {
  const reference = parseLayerVersionArn(Arn);
  if (!reference) throw notFound("The resource you requested does not exist.");
  requireLayerAccess(reference, context);
  return layerVersionDetail(requireLayerVersion(context, reference), context.endpoint);
};
