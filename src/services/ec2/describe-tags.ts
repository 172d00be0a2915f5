import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Tag } from "../../cloud/identity/records.ts";
import type { Operation } from "../../cloud/operation.ts";
import { cutPage } from "./describe.ts";
import { matchesFilters } from "./filters.ts";
import { resourceTypeOf } from "./resource-type.ts";

export const describeTags: Operation<typeof Ec2, "DescribeTags"> = (input, context) => {
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
  const matching = all.filter((tag) => matchesFilters(tag, [], input.Filters?.map(renameTagFilter), {}));
  const { items, next } = cutPage(matching, input);
  return { Tags: items, ...next };
};

// Here `tag:name` asks for one tag's value; keys and values are members of their own.
function renameTagFilter(filter: Ec2.Filter): Ec2.Filter {
  return filter.Name?.startsWith("tag:") ? { Name: "value", Values: filter.Values } : filter;
}
