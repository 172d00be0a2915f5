import type { AddPrefixListEntry, ManagedPrefixList } from "@aws-sdk/client-ec2";
import type { Aws } from "../framework/aws.ts";
import { defineResource } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { differs, everyPage, some } from "../framework/given.ts";
import { tagMap } from "../framework/tags.ts";
import type { VpcResources } from "../schema/vpc.generated.ts";
import { retagEc2, taggedAs } from "./ec2.ts";

type PrefixList = VpcResources["aws_ec2_managed_prefix_list"];

const GONE = "InvalidPrefixListID.NotFound";

export const awsEc2ManagedPrefixList = defineResource<PrefixList>({
  title: "EC2 Managed Prefix List",
  named: (planned) => planned.name,

  async create(planned, aws, keep) {
    const { PrefixList } = await aws.call("ec2", "CreateManagedPrefixList", {
      AddressFamily: planned.address_family,
      MaxEntries: planned.max_entries,
      PrefixListName: planned.name,
      Entries: some(planned.entry.map(entryInput)),
      TagSpecifications: taggedAs("prefix-list", planned.tags_all),
    });
    const id = PrefixList?.PrefixListId ?? "";
    keep(id);
    await settled(aws, id);
    return { id };
  },

  async read(state, aws) {
    const list = await findPrefixList(aws, state.id);
    if (!list) return undefined;
    return {
      address_family: list.AddressFamily,
      arn: list.PrefixListArn,
      entry: await prefixListEntries(aws, state.id),
      max_entries: list.MaxEntries,
      name: list.PrefixListName,
      owner_id: list.OwnerId,
      version: list.Version,
      tags: tagMap(list.Tags),
    };
  },

  async update(planned, aws, prior) {
    const PrefixListId = planned.id;
    // AWS changes the size alone: room is made before entries come, and given up after they went.
    const resize = async (): Promise<void> => {
      await aws.call("ec2", "ModifyManagedPrefixList", { PrefixListId, MaxEntries: planned.max_entries });
      await settled(aws, PrefixListId);
    };
    if (planned.max_entries > prior.max_entries) await resize();
    if (differs(prior, planned, "name", "entry")) {
      const before = new Map(prior.entry.map((entry) => [entry.cidr, entry.description ?? ""]));
      const after = new Set(planned.entry.map((entry) => entry.cidr));
      const added = planned.entry.filter((entry) => before.get(entry.cidr) !== (entry.description ?? ""));
      const removed = prior.entry.filter((entry) => !after.has(entry.cidr)).map(({ cidr }) => ({ Cidr: cidr }));
      await aws.call("ec2", "ModifyManagedPrefixList", {
        PrefixListId,
        PrefixListName: planned.name,
        ...((added.length > 0 || removed.length > 0) && { CurrentVersion: prior.version ?? undefined }),
        AddEntries: some(added.map(entryInput)),
        RemoveEntries: some(removed),
      });
      await settled(aws, PrefixListId);
    }
    if (planned.max_entries < prior.max_entries) await resize();
    await retagEc2(aws, prior, planned);
  },

  async delete(prior, aws) {
    await unless(aws.call("ec2", "DeleteManagedPrefixList", { PrefixListId: prior.id }), GONE);
    await aws.until(`EC2 Managed Prefix List (${prior.id}) delete`, async () =>
      (await findPrefixList(aws, prior.id)) ? undefined : true,
    );
  },

  plan(change) {
    if (!change.creating && change.changed("entry")) change.recompute("version");
  },
});

const entryInput = (entry: PrefixList["entry"][number]): AddPrefixListEntry => ({
  Cidr: entry.cidr,
  Description: entry.description ?? undefined,
});

async function findPrefixList(aws: Aws, id: string): Promise<ManagedPrefixList | undefined> {
  const answer = await unless(aws.call("ec2", "DescribeManagedPrefixLists", { PrefixListIds: [id] }), GONE);
  const list = answer?.PrefixLists?.[0];
  return list?.State === "delete-complete" ? undefined : list;
}

const settled = (aws: Aws, id: string) =>
  aws.until(`EC2 Managed Prefix List (${id})`, async () =>
    (await findPrefixList(aws, id))?.State?.endsWith("-complete") ? true : undefined,
  );

export async function prefixListEntries(aws: Aws, PrefixListId: string) {
  const entries = await everyPage(
    (NextToken) => aws.call("ec2", "GetManagedPrefixListEntries", { PrefixListId, NextToken }),
    (answer) => answer.Entries,
    (answer) => answer.NextToken,
  );
  return entries.map((entry) => ({ cidr: entry.Cidr, description: entry.Description }));
}
