/** One managed policy on one role, user or group: three resource types that differ in the owner only. */
import type { Aws } from "../framework/aws.ts";
import { type Behaviour, Refusal } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { everyPage } from "../framework/given.ts";
import { uniqueName } from "../framework/names.ts";

interface AttachedPage {
  readonly AttachedPolicies?: { readonly PolicyArn?: string | undefined }[] | undefined;
  readonly Marker?: string | undefined;
}

interface Owner<Attributes> {
  readonly title: string;
  readonly kind: "role" | "user" | "group";
  owner(attributes: Attributes): string;
  attach(aws: Aws, owner: string, PolicyArn: string): Promise<unknown>;
  detach(aws: Aws, owner: string, PolicyArn: string): Promise<unknown>;
  attached(aws: Aws, owner: string, Marker: string | undefined): Promise<AttachedPage>;
}

/** Import ids are `owner/policy ARN`; ids are the owner's name with a made-up end, or with
 * the policy where imported. */
export function attachment<Attributes extends { readonly id: string | null; readonly policy_arn: string }>(
  what: Owner<Attributes>,
): Behaviour<Attributes> {
  const whose = what.title.split(" ")[1] ?? "";
  return {
    title: what.title,
    named: (planned) => `${what.owner(planned)}`,
    words: {
      creating: (planned) => `attaching IAM Policy (${planned.policy_arn}) to IAM ${whose} (${what.owner(planned)})`,
      deleting: (prior) => `detaching IAM Policy (${prior.policy_arn}) from IAM ${whose} (${what.owner(prior)})`,
    },
    async create(planned, aws) {
      const owner = what.owner(planned);
      await what.attach(aws, owner, planned.policy_arn);
      return { id: uniqueName(`${owner}-`) } as never;
    },
    async read(state, aws) {
      const owner = what.owner(state);
      const attached = await unless(
        everyPage(
          (Marker) => what.attached(aws, owner, Marker),
          (page) => page.AttachedPolicies,
          (page) => page.Marker,
        ),
        "NoSuchEntity",
      );
      return attached?.some((policy) => policy.PolicyArn === state.policy_arn) ? {} : undefined;
    },
    async delete(prior, aws) {
      await unless(what.detach(aws, what.owner(prior), prior.policy_arn), "NoSuchEntity");
    },
    importId(id) {
      const [owner, ...arn] = id.split("/");
      if (!owner || arn.length === 0)
        throw new Refusal(`unexpected format of ID (${JSON.stringify(id)}), expected <${what.kind}-name>/<policy_arn>`);
      return { [what.kind]: owner, policy_arn: arn.join("/"), id: `${owner}-${arn.join("/")}` } as never;
    },
  };
}
