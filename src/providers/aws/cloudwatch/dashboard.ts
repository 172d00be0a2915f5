import type { Aws } from "../framework/aws.ts";
import { defineResource } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { sameJson } from "../framework/json.ts";
import type { CloudwatchResources } from "../schema/cloudwatch.generated.ts";

type Dashboard = CloudwatchResources["aws_cloudwatch_dashboard"];

const putting = (planned: Dashboard): string => `putting CloudWatch Dashboard (${planned.dashboard_name})`;

export const awsCloudwatchDashboard = defineResource<Dashboard>({
  title: "CloudWatch Dashboard",
  words: { creating: putting, updating: putting },
  // The real provider shows the body in order while planning, but sends and keeps it as it is written.
  equivalent: { dashboard_body: sameJson },
  async create(planned, aws) {
    await put(planned, aws);
    return { id: planned.dashboard_name };
  },
  async read(state, aws) {
    const found = await unless(aws.call("cloudwatch", "GetDashboard", { DashboardName: state.id }), "ResourceNotFound");
    return (
      found && {
        dashboard_arn: found.DashboardArn,
        dashboard_body: found.DashboardBody ?? "",
        dashboard_name: found.DashboardName ?? "",
      }
    );
  },
  update: put,
  async delete(prior, aws) {
    await unless(aws.call("cloudwatch", "DeleteDashboards", { DashboardNames: [prior.id] }), "ResourceNotFound");
  },
});

async function put(planned: Dashboard, aws: Aws): Promise<void> {
  await aws.call("cloudwatch", "PutDashboard", {
    DashboardName: planned.dashboard_name,
    DashboardBody: planned.dashboard_body,
  });
}
