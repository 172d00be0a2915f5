import { defineResource, Refusal } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { given } from "../framework/given.ts";
import type { LambdaResources } from "../schema/lambda.generated.ts";

/** Ids are `layer,version`. */
function parts(id: string): { readonly LayerName: string; readonly VersionNumber: number } {
  const [LayerName, version, ...rest] = id.split(",");
  if (!LayerName || !version || rest.length > 0)
    throw new Refusal(`unexpected format for ID ([${id}]), expected more than one part`, "", true);
  if (!/^\d+$/.test(version))
    throw new Refusal(`strconv.ParseInt: parsing ${JSON.stringify(version)}: invalid syntax`, "", true);
  return { LayerName, VersionNumber: Number(version) };
}

interface Statement {
  readonly Sid?: string;
  readonly Action?: string;
  readonly Principal?: string | { readonly AWS?: string };
  readonly Condition?: { readonly StringEquals?: Readonly<Record<string, string>> };
}

export const awsLambdaLayerVersionPermission = defineResource<LambdaResources["aws_lambda_layer_version_permission"]>({
  title: "Lambda Layer Version Permission",
  words: {
    creating: (planned) => `adding Lambda Layer Version Permission (${planned.layer_name},${planned.version_number})`,
  },
  named: (planned) => planned.layer_name,

  async create(planned, aws) {
    await aws.call("lambda", "AddLayerVersionPermission", {
      LayerName: planned.layer_name,
      VersionNumber: planned.version_number,
      StatementId: planned.statement_id,
      Action: planned.action,
      Principal: planned.principal,
      OrganizationId: given(planned.organization_id),
    });
    return { id: `${planned.layer_name},${planned.version_number}` };
  },

  async read(state, aws) {
    const { LayerName, VersionNumber } = parts(state.id);
    const found = await unless(
      aws.call("lambda", "GetLayerVersionPolicy", { LayerName, VersionNumber }),
      "ResourceNotFoundException",
    );
    if (!found?.Policy) return undefined;
    const { Statement: [statement] = [] } = JSON.parse(found.Policy) as { Statement?: Statement[] };
    const principal = statement?.Principal;
    const organization = statement?.Condition?.StringEquals?.["aws:PrincipalOrgID"];
    const account = typeof principal === "string" ? principal : principal?.AWS;
    return {
      action: statement?.Action ?? "",
      layer_name: LayerName,
      ...(organization !== undefined && { organization_id: organization }),
      policy: found.Policy,
      principal: /^arn:[^:]+:iam::(\d{12}):root$/.exec(account ?? "")?.[1] ?? account ?? "",
      revision_id: found.RevisionId,
      statement_id: statement?.Sid ?? "",
      version_number: VersionNumber,
    };
  },

  async delete(prior, aws) {
    if (prior.skip_destroy) return;
    await unless(
      aws.call("lambda", "RemoveLayerVersionPermission", { ...parts(prior.id), StatementId: prior.statement_id }),
      "ResourceNotFoundException",
    );
  },
});
