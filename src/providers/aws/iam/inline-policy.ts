/** An inline policy of a role, a user or a group: three resource types that differ in the owner only. */
import type { Aws } from "../framework/aws.ts";
import { type Behaviour, Refusal } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { versionFirst } from "../framework/json.ts";
import { chosenName, prefixOf } from "../framework/names.ts";
import { decoded, samePolicy } from "../framework/policy.ts";
import { readOnlyAdvice } from "./read-only-name.ts";

interface InlinePolicy {
  readonly id: string | null;
  readonly name: string | null;
  readonly name_prefix: string | null;
  readonly policy: string;
}

interface Owner<Attributes> {
  readonly title: string;
  readonly kind: "role" | "user" | "group";
  owner(attributes: Attributes): string;
  put(aws: Aws, owner: string, PolicyName: string, PolicyDocument: string): Promise<unknown>;
  get(aws: Aws, owner: string, PolicyName: string): Promise<{ PolicyDocument?: string | undefined }>;
  remove(aws: Aws, owner: string, PolicyName: string): Promise<unknown>;
}

/** Import ids are `owner:policy`. */
export function inlinePolicy<Attributes extends InlinePolicy>(
  what: Owner<Attributes>,
  found: (owner: string) => Partial<Attributes>,
): Behaviour<Attributes> {
  const split = (id: string): [owner: string, name: string] => {
    const [owner, name, ...rest] = id.split(":");
    if (!owner || !name || rest.length > 0)
      throw new Refusal(`${what.kind}_policy id must be of the form <${what.kind} name>:<policy name>`, "", true);
    return [owner, name];
  };
  const whose = what.title.split(" ")[1] ?? "";
  return {
    title: what.title,
    named: (planned) => planned.name,
    normalize: { policy: versionFirst },
    equivalent: { policy: samePolicy },
    advise: readOnlyAdvice,
    words: {
      creating: (planned) => `putting IAM ${whose} (${what.owner(planned)}) Policy (${planned.name ?? ""})`,
      updating: (planned) => `putting IAM ${whose} (${what.owner(planned)}) Policy (${planned.name ?? ""})`,
    },
    async create(planned, aws) {
      const name = chosenName(aws, planned.name, planned.name_prefix);
      await what.put(aws, what.owner(planned), name, planned.policy);
      return { id: `${what.owner(planned)}:${name}` } as never;
    },
    async read(state, aws) {
      const [owner, name] = split(state.id);
      const answer = await unless(what.get(aws, owner, name), "NoSuchEntity");
      const policy = decoded(answer?.PolicyDocument);
      if (policy === undefined) return undefined;
      const kept = samePolicy(state.policy ?? "", policy) ? state.policy : versionFirst(policy);
      return { ...found(owner), name, name_prefix: prefixOf(name), policy: kept } as never;
    },
    async update(planned, aws) {
      const [owner, name] = split(planned.id);
      await what.put(aws, owner, name, planned.policy);
    },
    async delete(prior, aws) {
      const [owner, name] = split(prior.id);
      await unless(what.remove(aws, owner, name), "NoSuchEntity");
    },
  };
}
