import type * as Iam from "@aws-sdk/client-iam";
import { roleKey } from "../../cloud/identity/keys.ts";
import type { RoleRecord } from "../../cloud/identity/records.ts";
import type { Operation } from "../../cloud/operation.ts";
import { attachPolicy } from "./attachments.ts";
import { invalidInput } from "./fault.ts";
import { findPolicy } from "./managed-policies.ts";
import { newEntity } from "./new-entity.ts";
import { roleSummary, saveRole } from "./roles.ts";
import { linkedRoleOf } from "./service-linked-roles.ts";

export const createServiceLinkedRole: Operation<typeof Iam, "CreateServiceLinkedRole"> = (
  { AWSServiceName: service = "", CustomSuffix, Description },
  context,
) => {
  const { store, account, partition } = context;
  const linked = linkedRoleOf(service);
  if (!linked)
    throw invalidInput(`Service principal ${service} is not a valid service principal for a service-linked role.`);
  // Source: AWS, recorded.
  if (CustomSuffix !== undefined && !linked.suffix) {
    throw invalidInput(`Custom suffix is not allowed for ${service}`);
  }
  const name = CustomSuffix === undefined ? linked.name : `${linked.name}_${CustomSuffix}`;
  if (store.has(roleKey(account, name))) {
    throw invalidInput(`Service role name ${name} has been taken in this account, please try a different suffix.`);
  }
  const path = `/aws-service-role/${service}/`;
  const role: RoleRecord = {
    ...newEntity(context, "role", path, name),
    trustPolicy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Action: ["sts:AssumeRole"], Effect: "Allow", Principal: { Service: [service] } }],
    }),
    description: Description,
    maxSessionDuration: 3600,
    boundary: undefined,
    tags: [],
    linkedService: service,
  };
  saveRole(context, role);
  const policyArn = `arn:${partition}:iam::aws:policy/aws-service-role/${linked.policy}`;
  if (findPolicy(context, policyArn)) attachPolicy(context, "role", role, policyArn);
  return { Role: roleSummary(role) };
};
