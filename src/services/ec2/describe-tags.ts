import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Tag } from "../../cloud/identity/records.ts";
import type { Operation } from "../../cloud/operation.ts";
import { cutPage } from "./describe.ts";
import { checkFilters, matchesFilters } from "./filters.ts";
import { resourceTypeOf } from "./resource-type.ts";

export const describeTags: Operation<typeof Ec2, "DescribeTags"> = (input, context) => {
  checkFilters("tag", input.Filters);
  const { store, account, region } = context;
  const all = [...store.range<readonly Tag[]>({ prefix: ["ec2", account, region, "tags"] })].flatMap(
    ({ key, value }) => {
      const id = String(key.at(-1));
      return value.map(
        ({ Key, Value }): Ec2.TagDescription => ({
          ResourceId: id,
          ResourceType: resourceTypeOf(id) as Ec2.ResourceType,
          Key,
          Value,
        }),
      );
    },
  );
  const matching = all.filter((tag) => matchesFilters(tag, [], input.Filters?.flatMap(membersAsked), {}));
  const { items, next } = cutPage(matching, input);
  return { Tags: items, ...next };
};

// Here `tag:name` asks for a tag's key and its value, which are members of their own.
function membersAsked(filter: Ec2.Filter): Ec2.Filter[] {
  const key = /^tag:(.*)$/s.exec(filter.Name ?? "")?.[1];
  if (key === undefined) return [filter];
  return [
    { Name: "key", Values: [key] },
    { Name: "value", Values: filter.Values },
  ];
}
