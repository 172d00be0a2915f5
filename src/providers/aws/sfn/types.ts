/** Resource types and data sources of Step Functions: one line each, imported when it is first used. */
import type { Behaviour, DataBehaviour } from "../framework/behaviour.ts";
import type { SfnDataSources, SfnResources } from "../schema/sfn.generated.ts";

export const SFN_RESOURCES: { readonly [Name in keyof SfnResources]?: () => Promise<Behaviour<SfnResources[Name]>> } = {
  aws_sfn_state_machine: async () => (await import("./state-machine.ts")).awsSfnStateMachine,
};

export const SFN_DATA_SOURCES: {
  readonly [Name in keyof SfnDataSources]?: () => Promise<DataBehaviour<SfnDataSources[Name]>>;
} = {};
