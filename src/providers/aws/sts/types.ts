/** Data sources of STS: one line each, imported when it is first used. */
import type { DataBehaviour } from "../framework/behaviour.ts";
import type { StsDataSources } from "../schema/sts-data.generated.ts";

export const STS_DATA_SOURCES: {
  readonly [Name in keyof StsDataSources]?: () => Promise<DataBehaviour<StsDataSources[Name]>>;
} = {
  aws_caller_identity: async () => (await import("./caller-identity.ts")).awsCallerIdentity,
};
