/**
 * Arguments that release 6 of the aws provider has added to types of 5.100. Modules pass most of them as null, or as
 * blocks of which there are none; where one is used that nothing here answers to, the configuration is refused.
 * Source: the provider's changelog, 6.0 to 6.31.
 */
import type { ProviderDiagnostic } from "../../terraform/provider.ts";
import { type Plain, type PlainObject, UNKNOWN } from "./framework/plain.ts";
import type { BlockTable, NestedTable, TypeTable } from "./framework/table.ts";

interface Added {
  readonly attributes?: Readonly<Record<string, string>>;
  readonly blocks?: Readonly<Record<string, Added & Partial<NestedTable>>>;
}

const WARM_THROUGHPUT = {
  nesting: "list",
  max: 1,
  attributes: { read_units_per_second: "o number", write_units_per_second: "o number" },
} as const;

const ADDED: Readonly<Record<string, Added>> = {
  aws_api_gateway_domain_name: { attributes: { endpoint_access_mode: "o string", routing_mode: "o string" } },
  aws_api_gateway_integration: { attributes: { integration_target: "o string", response_transfer_mode: "o string" } },
  aws_apigatewayv2_domain_name: { attributes: { routing_mode: "o string" } },
  aws_cloudwatch_log_group: { attributes: { deletion_protection_enabled: "o bool" } },
  aws_cloudwatch_log_subscription_filter: {
    attributes: { apply_on_transformed_logs: "o bool", emit_system_fields: "o set(string)" },
  },
  aws_dynamodb_table: {
    blocks: {
      global_secondary_index: { blocks: { warm_throughput: WARM_THROUGHPUT } },
      global_table_witness: { nesting: "list", max: 1, attributes: { region_name: "o string" } },
      replica: { attributes: { consistency_mode: "o string", deletion_protection_enabled: "o bool" } },
      warm_throughput: WARM_THROUGHPUT,
    },
  },
  aws_flow_log: { attributes: { regional_nat_gateway_id: "o string" } },
  aws_iam_policy: { attributes: { delay_after_policy_creation_in_ms: "o number" } },
  aws_lambda_event_source_mapping: {
    blocks: { provisioned_poller_config: { attributes: { poller_group_name: "o string" } } },
  },
  aws_lambda_function: {
    attributes: { publish_to: "o string", source_kms_key_arn: "o string" },
    blocks: {
      capacity_provider_config: {
        nesting: "list",
        max: 1,
        blocks: {
          lambda_managed_instances_capacity_provider_config: {
            nesting: "list",
            max: 1,
            attributes: {
              capacity_provider_arn: "r string",
              execution_environment_memory_gib_per_vcpu: "o number",
              per_execution_environment_max_concurrency: "o number",
            },
          },
        },
      },
      durable_config: {
        nesting: "list",
        max: 1,
        forceNew: true,
        attributes: { execution_timeout: "r! number", retention_period: "o! number" },
        defaults: { retention_period: 14 },
      },
      tenancy_config: {
        nesting: "list",
        max: 1,
        forceNew: true,
        attributes: { tenant_isolation_mode: "r! string" },
        rules: { tenant_isolation_mode: [["oneOf", ["PER_TENANT"], "last"]] },
      },
    },
  },
  aws_lambda_invocation: { attributes: { tenant_id: "o! string" } },
  aws_lambda_permission: { attributes: { invoked_via_function_url: "o! bool" } },
  aws_nat_gateway: {
    attributes: { availability_mode: "o! string", vpc_id: "o! string" },
    blocks: {
      availability_zone_address: {
        nesting: "set",
        attributes: {
          allocation_ids: "o set(string)",
          availability_zone: "o string",
          availability_zone_id: "o string",
        },
      },
    },
  },
  aws_s3_bucket_public_access_block: { attributes: { skip_destroy: "o bool" } },
  aws_s3_bucket_server_side_encryption_configuration: {
    blocks: { rule: { attributes: { blocked_encryption_types: "o list(string)" } } },
  },
  aws_vpc_endpoint: {
    blocks: {
      dns_options: {
        attributes: { private_dns_preference: "o string", private_dns_specified_domains: "o set(string)" },
      },
    },
  },
};

/** Those that there is an answer to. */
const SERVED: ReadonlySet<string> = new Set(["durable_config", "tenancy_config"]);

export const typesWithArguments: readonly string[] = Object.keys(ADDED);

export const withLaterArguments = (name: string, table: TypeTable): TypeTable => merged(table, ADDED[name] ?? {});

function merged<Table extends BlockTable>(table: Table, added: Added): Table {
  const blocks: Record<string, NestedTable> = { ...table.blocks };
  for (const [name, more] of Object.entries(added.blocks ?? {})) {
    const known = blocks[name];
    blocks[name] = known ? merged(known, more) : (more as NestedTable);
  }
  return { ...table, attributes: { ...table.attributes, ...added.attributes }, blocks };
}

/** What a configuration uses and nothing answers to. */
export function laterFaults(type: string, config: PlainObject): readonly ProviderDiagnostic[] {
  return usedIn(ADDED[type] ?? {}, config).map(({ name, top }) => ({
    severity: "error",
    summary: "Argument not supported",
    detail: `"${name}" came with release 6 of the aws provider. Terrarium takes it where it is null or absent, but does not serve it.`,
    path: [{ kind: "attribute", name: top }],
  }));
}

function usedIn({ attributes = {}, blocks = {} }: Added, config: PlainObject): { name: string; top: string }[] {
  const used = Object.keys(attributes)
    .filter((name) => isGiven(config[name]))
    .map((name) => ({ name, top: name }));
  for (const [name, inner] of Object.entries(blocks)) {
    const elements = config[name];
    if (SERVED.has(name) || !Array.isArray(elements)) continue;
    if (inner.nesting && elements.length > 0) used.push({ name, top: name });
    if (!inner.nesting)
      for (const element of elements as readonly PlainObject[])
        used.push(...usedIn(inner, element).map((one) => ({ name: `${name}.${one.name}`, top: name })));
  }
  return used;
}

const isGiven = (value: Plain | undefined): boolean => value !== null && value !== undefined && value !== UNKNOWN;
