/** Resource types and data sources of Step Functions: one line each, imported when it is first used. */
import type { Behaviour, DataBehaviour } from "../framework/behaviour.ts";
import type { SfnResources } from "../schema/sfn.generated.ts";
import type { SfnDataSources } from "../schema/sfn-data.generated.ts";

export const SFN_RESOURCES: { readonly [Name in keyof SfnResources]?: () => Promise<Behaviour<SfnResources[Name]>> } = {
  aws_sfn_state_machine: async () => (await import("./state-machine.ts")).awsSfnStateMachine,
  aws_sfn_activity: async () => (await import("./activity.ts")).awsSfnActivity,
  aws_sfn_alias: async () => (await import("./alias.ts")).awsSfnAlias,
};

export const SFN_DATA_SOURCES: {
  readonly [Name in keyof SfnDataSources]?: () => Promise<DataBehaviour<SfnDataSources[Name]>>;
} = {
  aws_sfn_activity: async () => (await import("./activity.ts")).awsSfnActivityData,
  aws_sfn_alias: async () => (await import("./alias.ts")).awsSfnAliasData,
  aws_sfn_state_machine: async () => (await import("./state-machine-data.ts")).awsSfnStateMachineData,
  aws_sfn_state_machine_versions: async () => (await import("./state-machine-data.ts")).awsSfnStateMachineVersions,
};
