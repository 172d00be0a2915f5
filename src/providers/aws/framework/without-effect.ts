/**
 * What Terrarium keeps and shows, but nothing here follows from: arguments by resource type, with the values for which
 * AWS does something that is missed.
 */
import type { Advice } from "./behaviour.ts";
import { isObject, type Plain, type PlainObject } from "./plain.ts";

type Missed = (value: Plain) => boolean;

const given: Missed = (value) => typeof value === "string" && value !== "";
const isTrue: Missed = (value) => value === true;
const blocks: Missed = (value) => Array.isArray(value) && value.length > 0;
/** Some block whose member has that value. */
const within =
  (name: string, missed: Missed): Missed =>
  (value) =>
    Array.isArray(value) && value.some((block: Plain) => isObject(block) && missed(block[name] ?? null));
const is =
  (...values: readonly string[]): Missed =>
  (value) =>
    values.includes(value as string);

const WITHOUT_EFFECT: Readonly<Record<string, Readonly<Record<string, Missed>>>> = {
  aws_lambda_function: {
    tracing_config: within("mode", is("Active")),
    snap_start: within("apply_on", is("PublishedVersions")),
    kms_key_arn: given,
    file_system_config: blocks,
  },
  aws_dynamodb_table: {
    server_side_encryption: within("enabled", isTrue),
    table_class: is("STANDARD_INFREQUENT_ACCESS"),
  },
  aws_cloudwatch_log_group: { kms_key_id: given, log_group_class: is("INFREQUENT_ACCESS") },
  aws_sfn_state_machine: {
    tracing_configuration: within("enabled", isTrue),
    encryption_configuration: within("type", is("CUSTOMER_MANAGED_KMS_KEY")),
  },
  aws_sfn_activity: { encryption_configuration: within("type", is("CUSTOMER_MANAGED_KMS_KEY")) },
  aws_api_gateway_stage: { xray_tracing_enabled: isTrue, client_certificate_id: given },
  aws_s3_bucket_accelerate_configuration: { status: is("Enabled") },
  aws_flow_log: { traffic_type: given },
};

/** One word for all arguments of the resource. */
export function adviceOfEffects(type: string, config: PlainObject): readonly Advice[] {
  const missed = Object.entries(WITHOUT_EFFECT[type] ?? {})
    .filter(([name, isMissed]) => isMissed(config[name] ?? null))
    .map(([name]) => name);
  const [attribute] = missed;
  if (attribute === undefined) return [];
  const one = missed.length === 1;
  return [
    {
      summary: "Stored without effect",
      detail: `Terrarium keeps ${missed.join(", ")} and shows ${one ? "it" : "them"} again, but nothing here follows from ${one ? "it" : "them"}. On AWS ${one ? "it takes" : "they take"} effect.`,
      attribute,
    },
  ];
}
