import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { checkEntryCount, prefixListDetail } from "./prefix-lists.ts";
import type { PrefixListRecord } from "./resources.ts";
import { requireResource, saveResource } from "./resources.ts";

export const modifyManagedPrefixList: Operation<typeof Ec2, "ModifyManagedPrefixList"> = (input, context) => {
  const list = requireResource(context, "prefix-list", input.PrefixListId);
  const version = list.Version ?? 1;
  const changes = (input.AddEntries?.length ?? 0) + (input.RemoveEntries?.length ?? 0);
  if (changes > 0 && input.CurrentVersion !== version) {
    throw new ServiceException(
      "PrefixListVersionMismatch",
      `The prefix list has the version number ${version}, which does not match the specified version number ${input.CurrentVersion}.`,
    );
  }
  const entries = changedEntries(list.history[version] ?? [], input.AddEntries ?? [], input.RemoveEntries ?? []);
  const changed: PrefixListRecord = {
    ...list,
    PrefixListName: input.PrefixListName ?? list.PrefixListName,
    MaxEntries: input.MaxEntries ?? list.MaxEntries,
    State: "modify-complete",
    ...(changes > 0 ? { Version: version + 1, history: { ...list.history, [version + 1]: entries } } : {}),
  };
  checkEntryCount(changed, entries.length);
  saveResource(context, "prefix-list", list.PrefixListId, changed);
  return { PrefixList: { ...prefixListDetail(context, changed), State: "modify-in-progress" } };
};

function changedEntries(
  entries: readonly Ec2.PrefixListEntry[],
  added: readonly Ec2.AddPrefixListEntry[],
  removed: readonly Ec2.RemovePrefixListEntry[],
): Ec2.PrefixListEntry[] {
  const gone = new Set([...added, ...removed].map(({ Cidr }) => Cidr));
  return [
    ...entries.filter(({ Cidr }) => !gone.has(Cidr)),
    ...added.map(({ Cidr, Description }) => ({ Cidr, Description })),
  ];
}
