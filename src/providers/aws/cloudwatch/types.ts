/** Resource types of CloudWatch: one line each, imported when it is first used. */
import type { Behaviour } from "../framework/behaviour.ts";
import type { CloudwatchResources } from "../schema/cloudwatch.generated.ts";

export const CLOUDWATCH_RESOURCES: {
  readonly [Name in keyof CloudwatchResources]?: () => Promise<Behaviour<CloudwatchResources[Name]>>;
} = {
  aws_cloudwatch_metric_alarm: async () => (await import("./metric-alarm.ts")).awsCloudwatchMetricAlarm,
  aws_cloudwatch_composite_alarm: async () => (await import("./composite-alarm.ts")).awsCloudwatchCompositeAlarm,
  aws_cloudwatch_dashboard: async () => (await import("./dashboard.ts")).awsCloudwatchDashboard,
};
