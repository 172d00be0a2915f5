/** CreateApi with a target: the API comes with an integration, a catch-all route and a stage that deploys itself. */
import type { Route } from "@aws-sdk/client-apigatewayv2";
import type { OperationContext } from "../../cloud/operation.ts";
import { createIntegration } from "./integrations.ts";
import { createRoute } from "./routes.ts";
import { createStage } from "./stages.ts";
import { findPart, savePart } from "./store.ts";

export function quickCreate(
  context: OperationContext,
  ApiId: string,
  input: {
    readonly Target?: string | undefined;
    readonly RouteKey?: string | undefined;
    readonly CredentialsArn?: string | undefined;
  },
): void {
  const { Target, RouteKey = "$default", CredentialsArn } = input;
  if (Target === undefined) return;
  const lambda = Target.startsWith("arn:");
  const { IntegrationId } = createIntegration(
    {
      ApiId,
      IntegrationType: lambda ? "AWS_PROXY" : "HTTP_PROXY",
      IntegrationUri: Target,
      CredentialsArn,
      ...(lambda ? { PayloadFormatVersion: "2.0" } : { IntegrationMethod: "ANY", PayloadFormatVersion: "1.0" }),
    },
    context,
  ) as { IntegrationId: string };
  const { RouteId } = createRoute({ ApiId, RouteKey, Target: `integrations/${IntegrationId}` }, context) as Route;
  void createStage({ ApiId, StageName: "$default", AutoDeploy: true }, context);
  managed(context, ApiId, "integration", IntegrationId);
  managed(context, ApiId, "route", RouteId as string);
  managed(context, ApiId, "stage", "$default");
}

/** What comes with the API is told to be API Gateway's own. */
function managed(context: OperationContext, api: string, kind: "integration" | "route" | "stage", id: string): void {
  const part = findPart<object>(context.store, context, api, kind, id);
  savePart(context.store, context, api, kind, id, { ...part, ApiGatewayManaged: true });
}
