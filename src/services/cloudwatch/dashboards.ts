/** Dashboards: stored and given back. */
import type { Operation, OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { CloudWatch } from "./client.ts";
import { pageOf } from "./page.ts";

interface Dashboard {
  readonly name: string;
  readonly body: string;
  readonly modifiedAt: number;
}

// Dashboards are of an account, whatever the region.
const dashboardKey = ({ account }: OperationContext, ...name: string[]) => ["cloudwatch-dashboard", account, ...name];

const dashboardArn = ({ partition, account }: OperationContext, name: string): string =>
  `arn:${partition}:cloudwatch::${account}:dashboard/${name}`;

const PAGE = 1000;

export const putDashboard: Operation<CloudWatch, "PutDashboard"> = ({ DashboardName, DashboardBody }, context) => {
  const name = DashboardName as string;
  const body = DashboardBody as string;
  const refuse = (Message: string): ServiceException =>
    new ServiceException(
      "DashboardInvalidInputError",
      `The dashboard body is invalid, there are 1 validation errors: [{"message":"${Message}"}]`,
      {
        dashboardValidationMessages: [{ DataPath: "/", Message }],
      },
    );
  if (!/^[\w-]+$/.test(name)) {
    throw new ServiceException(
      "DashboardInvalidInputError",
      `The value ${name} for field DashboardName contains invalid characters. It can only contain alphanumerics, dash (-) and underscore (_).\n`,
    );
  }
  let document: unknown;
  try {
    document = JSON.parse(body);
  } catch {
    throw refuse("The dashboard body must be valid JSON");
  }
  if (
    typeof document !== "object" ||
    document === null ||
    !Array.isArray((document as { widgets?: unknown }).widgets)
  ) {
    throw refuse("Should have required property 'widgets'");
  }
  const dashboard: Dashboard = { name, body, modifiedAt: context.clock.now() };
  context.store.put(dashboardKey(context, name), dashboard);
  return { DashboardValidationMessages: [] };
};

export const getDashboard: Operation<CloudWatch, "GetDashboard"> = ({ DashboardName }, context) => {
  const found = context.store.get<Dashboard>(dashboardKey(context, DashboardName as string));
  if (!found) throw new ServiceException("ResourceNotFound", `Dashboard ${DashboardName} does not exist`);
  return { DashboardArn: dashboardArn(context, found.name), DashboardBody: found.body, DashboardName: found.name };
};

export const listDashboards: Operation<CloudWatch, "ListDashboards"> = (input, context) => {
  const { DashboardNamePrefix = "" } = input;
  const found = Array.from(context.store.range<Dashboard>({ prefix: dashboardKey(context) }), ({ value }) => value);
  const { page, NextToken } = pageOf(
    found.filter(({ name }) => name.startsWith(DashboardNamePrefix)),
    PAGE,
    input.NextToken,
  );
  return {
    DashboardEntries: page.map(({ name, body, modifiedAt }) => ({
      DashboardName: name,
      DashboardArn: dashboardArn(context, name),
      LastModified: new Date(modifiedAt),
      Size: Buffer.byteLength(body),
    })),
    ...(NextToken === undefined ? {} : { NextToken }),
  };
};

/** None is deleted when one of them is unknown. */
export const deleteDashboards: Operation<CloudWatch, "DeleteDashboards"> = ({ DashboardNames = [] }, context) => {
  const unknown = DashboardNames.filter((name) => !context.store.has(dashboardKey(context, name)));
  if (unknown.length > 0) {
    throw new ServiceException("ResourceNotFound", `Dashboard(s) ${unknown.join(", ")} do not exist`);
  }
  for (const name of DashboardNames) context.store.delete(dashboardKey(context, name));
  return {};
};
