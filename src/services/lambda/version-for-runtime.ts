/** A stored version as the runtime wants it. */
import type { Cloud } from "../../cloud/cloud.ts";
import type { FunctionVersion } from "../../runtime/function-version.ts";
import { codeDirectory, optDirectory } from "./code-store.ts";
import type { VersionRecord } from "./entities.ts";
import { layerCodes } from "./layers.ts";
import { roleCredentials } from "./role.ts";

/** Names the environments of a version; another modification time is another name. */
export const versionKeyOf = (
  { account, region, name, version, configuration }: VersionRecord,
  modified = configuration.LastModified ?? "",
): string => `${account}/${region}/${name}/${version}/${modified}`;

export async function functionVersion(cloud: Cloud, record: VersionRecord): Promise<FunctionVersion> {
  const { account, region, name, version, configuration, code } = record;
  if (code === undefined) {
    throw new Error(
      "Functions of package type Image need Docker, which Terrarium does not use. Deploy the function as a zip package",
    );
  }
  const opt = await optDirectory(cloud, layerCodes(cloud, record.configuration.Layers));
  const { LoggingConfig, Role = "" } = configuration;
  return {
    key: versionKeyOf(record),
    account,
    region,
    functionName: name,
    version,
    runtime: configuration.Runtime ?? "",
    runtimeVersionArn: configuration.RuntimeVersionConfig?.RuntimeVersionArn ?? "",
    handler: configuration.Handler ?? "",
    codeDirectory: codeDirectory(cloud, code),
    ...(opt !== undefined && { optDirectory: opt }),
    memorySize: configuration.MemorySize ?? 128,
    timeout: configuration.Timeout ?? 3,
    variables: configuration.Environment?.Variables ?? {},
    logging: {
      group: LoggingConfig?.LogGroup ?? `/aws/lambda/${name}`,
      format: LoggingConfig?.LogFormat ?? "Text",
      ...(LoggingConfig?.ApplicationLogLevel && { applicationLevel: LoggingConfig.ApplicationLogLevel }),
      ...(LoggingConfig?.SystemLogLevel && { systemLevel: LoggingConfig.SystemLogLevel }),
    },
    initializationType: "on-demand",
    credentials: () => roleCredentials(cloud, record, Role, name),
    endpoint: () => cloud.endpoint,
  };
}
