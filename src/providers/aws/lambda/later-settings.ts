/** What a function can be since release 6 of the provider: durable, or apart for each tenant. */
import type { CreateFunctionRequest, FunctionConfiguration } from "@aws-sdk/client-lambda";

interface LaterFunction {
  readonly durable_config?: readonly {
    readonly execution_timeout: number | null;
    readonly retention_period: number | null;
  }[];
  readonly tenancy_config?: readonly { readonly tenant_isolation_mode: string | null }[];
}

type LaterSettings = Pick<CreateFunctionRequest, "DurableConfig" | "TenancyConfig">;

/** Of a planned function; one of release 5 has neither. */
export function laterSettings(planned: object): LaterSettings {
  const { durable_config, tenancy_config }: LaterFunction = planned;
  const [durable] = durable_config ?? [];
  const [tenancy] = tenancy_config ?? [];
  return {
    ...(durable && {
      DurableConfig: {
        ExecutionTimeout: durable.execution_timeout ?? undefined,
        RetentionPeriodInDays: durable.retention_period ?? undefined,
      },
    }),
    ...(tenancy && { TenancyConfig: { TenantIsolationMode: tenancy.tenant_isolation_mode as "PER_TENANT" } }),
  };
}

export const laterSettingsFound = ({ DurableConfig, TenancyConfig }: FunctionConfiguration): object => ({
  durable_config: DurableConfig
    ? [{ execution_timeout: DurableConfig.ExecutionTimeout, retention_period: DurableConfig.RetentionPeriodInDays }]
    : [],
  tenancy_config: TenancyConfig ? [{ tenant_isolation_mode: TenancyConfig.TenantIsolationMode }] : [],
});
