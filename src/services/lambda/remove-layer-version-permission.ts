import { randomUUID } from "node:crypto";
import type { LambdaOperation } from "./client.ts";
import type { PolicyRecord } from "./entities.ts";
import { layerPolicyKey } from "./keys.ts";
import { layerVersionReference, requireLayerVersionByArn } from "./layer-versions.ts";
import { requireRevision, withoutStatement } from "./resource-policy.ts";

export const removeLayerVersionPermission: LambdaOperation<"RemoveLayerVersionPermission"> = (input, context) => {
  const reference = layerVersionReference(context, input.LayerName, input.VersionNumber);
  requireLayerVersionByArn(context, reference);
  const key = layerPolicyKey(reference, reference.name, reference.version);
  const before = context.store.get<PolicyRecord>(key);
  const statements = withoutStatement(before, input.StatementId ?? "");
  requireRevision(input.RevisionId, before?.revisionId, "GetLayerPolicy");
  if (statements.length === 0) context.store.delete(key);
  else context.store.put(key, { statements, revisionId: randomUUID() });
  return {};
};
