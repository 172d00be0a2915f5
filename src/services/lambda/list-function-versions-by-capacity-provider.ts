import type { OperationContext } from "../../cloud/operation.ts";
import { requireCapacityProvider } from "./capacity-providers.ts";
import type { LambdaOperation } from "./client.ts";
import type { VersionRecord } from "./entities.ts";
import { functionArn } from "./function-name.ts";
import { settled } from "./functions.ts";
import { prefixOf } from "./keys.ts";
import { page } from "./page.ts";
import { recordsAt } from "./records.ts";

export const listFunctionVersionsByCapacityProvider: LambdaOperation<"ListFunctionVersionsByCapacityProvider"> = (
  input,
  context,
) => {
  const { CapacityProviderArn } = requireCapacityProvider(context, input.CapacityProviderName).provider;
  const { items, next } = page(
    versionsOfCapacityProvider(context, CapacityProviderArn ?? ""),
    input.Marker,
    input.MaxItems,
  );
  const FunctionVersions = items.map((record) => ({
    FunctionArn: functionArn(record, record.name, record.version),
    State: record.configuration.State,
  }));
  return { CapacityProviderArn, FunctionVersions, ...next };
};

export function versionsOfCapacityProvider(context: OperationContext, arn: string): VersionRecord[] {
  return recordsAt<VersionRecord>(context, prefixOf(context, "version"))
    .map((value) => settled(context, value))
    .filter(
      ({ configuration }) =>
        configuration.CapacityProviderConfig?.LambdaManagedInstancesCapacityProviderConfig?.CapacityProviderArn === arn,
    );
}
