import type { Aws } from "../framework/aws.ts";
import { defineResource } from "../framework/behaviour.ts";
import { normalizedJson } from "../framework/json.ts";
import { samePolicy } from "../framework/policy.ts";
import type { LogsResources } from "../schema/logs.generated.ts";
import { findDestination } from "./log-destination.ts";

type Policy = LogsResources["aws_cloudwatch_log_destination_policy"];

export const awsCloudwatchLogDestinationPolicy = defineResource<Policy>({
  title: "CloudWatch Logs Destination Policy",
  named: (planned) => planned.destination_name,
  normalize: { access_policy: normalizedJson },
  equivalent: { access_policy: samePolicy },
  async create(planned, aws) {
    await put(planned, aws);
    return { id: planned.destination_name };
  },
  async read(state, aws) {
    const destination = await findDestination(aws, state.id);
    if (!destination?.accessPolicy) return undefined;
    return { access_policy: destination.accessPolicy, destination_name: destination.destinationName ?? "" };
  },
  update: (planned, aws) => put(planned, aws),
  /** A policy goes with its destination; AWS has no operation that takes it away. */
  delete: () => Promise.resolve(),
});

async function put(planned: Policy, aws: Aws): Promise<void> {
  await aws.call("cloudwatch-logs", "PutDestinationPolicy", {
    accessPolicy: planned.access_policy,
    destinationName: planned.destination_name,
    forceUpdate: planned.force_update ?? undefined,
  });
}
