/**
 * Whose policy it is: a function, a version or an alias. Such a policy has no revision of its own: it shows the
 * holder's, and each change of it gives the holder a new one. Source: AWS, recorded (AddPermission, GetPolicy).
 */
import { randomUUID } from "node:crypto";
import type { OperationContext } from "../../cloud/operation.ts";
import { saveAlias } from "./aliases.ts";
import type { PolicyRecord, PolicyStatement } from "./entities.ts";
import type { FunctionReference } from "./function-name.ts";
import { findAlias, resolveVersion, saveVersion } from "./functions.ts";
import { policyKey } from "./keys.ts";

export interface PolicyHolder {
  readonly policy: PolicyRecord | undefined;
  readonly revisionId: string | undefined;
  /** Keeps these statements, or no policy when there are none, and returns the holder's new revision. */
  save(statements: readonly PolicyStatement[]): string;
}

/** $LATEST and the function itself have one policy. */
const policyKeyOf = (reference: FunctionReference) => {
  const { qualifier = "$LATEST" } = reference;
  return policyKey(reference, reference.name, qualifier === "$LATEST" ? "" : qualifier);
};

export const findPolicy = ({ store }: OperationContext, reference: FunctionReference): PolicyRecord | undefined =>
  store.get<PolicyRecord>(policyKeyOf(reference));

export function policyHolder(context: OperationContext, reference: FunctionReference): PolicyHolder {
  const version = resolveVersion(context, reference);
  const alias = findAlias(context, reference, reference.qualifier ?? "");
  const renew = (revisionId: string) =>
    alias
      ? saveAlias(context, { ...alias, revisionId })
      : saveVersion(context, { ...version, configuration: { ...version.configuration, RevisionId: revisionId } });
  return {
    policy: findPolicy(context, reference),
    revisionId: alias ? alias.revisionId : version.configuration.RevisionId,
    save(statements) {
      const revisionId = randomUUID();
      if (statements.length === 0) context.store.delete(policyKeyOf(reference));
      else context.store.put(policyKeyOf(reference), { statements, revisionId });
      renew(revisionId);
      return revisionId;
    },
  };
}
