import { defineResource } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { someEntries } from "../framework/given.ts";
import { tagChanges } from "../framework/tags.ts";
import type { LambdaResources } from "../schema/lambda.generated.ts";
import { mappingFound } from "./event-source-found.ts";
import { createInput, updateInput } from "./event-source-input.ts";
import { functionNameOf } from "./names.ts";

type Mapping = LambdaResources["aws_lambda_event_source_mapping"];

/** What AWS chooses when no batch size is given, by kind of source, is not shown as a change. */
const chosenByAws = (prior: string, next: string): boolean => next === "0" && (prior === "10" || prior === "100");

export const awsLambdaEventSourceMapping = defineResource<Mapping>({
  title: "Lambda Event Source Mapping",
  keptBlocks: ["destination_config"],
  named: () => null,
  equivalent: {
    function_name: (prior, next) => functionNameOf(prior) === functionNameOf(next),
    batch_size: chosenByAws,
  },

  async create(planned, aws, keep) {
    const { UUID = "" } = await aws.call("lambda", "CreateEventSourceMapping", {
      ...createInput(planned),
      Tags: someEntries(planned.tags_all),
    });
    keep(UUID);
    await aws.until(`Lambda Event Source Mapping (${UUID}) create`, async () => {
      const { State } = await aws.call("lambda", "GetEventSourceMapping", { UUID });
      return State === "Creating" || State === "Enabling" || State === "Disabling" ? undefined : true;
    });
    return { id: UUID };
  },

  async read(state, aws) {
    const found = await unless(
      aws.call("lambda", "GetEventSourceMapping", { UUID: state.id }),
      "ResourceNotFoundException",
    );
    if (!found) return undefined;
    const Resource = found.EventSourceMappingArn;
    const { Tags } = Resource ? await aws.call("lambda", "ListTags", { Resource }) : {};
    return { ...mappingFound(found, state), tags: Tags ?? {} };
  },

  async update(planned, aws, prior) {
    const UUID = planned.id;
    const input = updateInput(planned, prior);
    if (Object.keys(input).length > 0) {
      await aws.call("lambda", "UpdateEventSourceMapping", { UUID, ...input });
      await aws.until(`Lambda Event Source Mapping (${UUID}) update`, async () => {
        const { State } = await aws.call("lambda", "GetEventSourceMapping", { UUID });
        return State === "Updating" || State === "Enabling" || State === "Disabling" ? undefined : true;
      });
    }
    const { set, removed } = tagChanges(prior.tags_all, planned.tags_all);
    const Resource = prior.arn ?? "";
    if (removed.length > 0) await aws.call("lambda", "UntagResource", { Resource, TagKeys: [...removed] });
    if (Object.keys(set).length > 0) await aws.call("lambda", "TagResource", { Resource, Tags: set });
  },

  async delete(prior, aws) {
    const UUID = prior.id;
    const deleted = await unless(aws.call("lambda", "DeleteEventSourceMapping", { UUID }), "ResourceNotFoundException");
    if (deleted)
      await aws.until(`Lambda Event Source Mapping (${UUID}) delete`, async () =>
        (await unless(aws.call("lambda", "GetEventSourceMapping", { UUID }), "ResourceNotFoundException"))
          ? undefined
          : true,
      );
  },
});
