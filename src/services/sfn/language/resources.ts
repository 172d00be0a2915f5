/** What a Task's Resource may be: a function, an activity or an integration. Source: AWS, reported (both sentences). */

import { serviceModel } from "../../../wire/model.ts";
import { SDK_SERVICES } from "../tasks/sdk-services.ts";

/** What is wrong with a resource, as far as its text tells. */
export function resourceFault(resource: string): string | undefined {
  if (!resource.startsWith("arn:")) return "Value is not a valid resource ARN";
  const [, , service, , , type = "", ...rest] = resource.split(":");
  if (service !== "states" || type === "activity") return undefined;
  const known = type === "aws-sdk" ? isSdkAction(rest) : OPTIMISED.has(type) && rest.length >= 1;
  if (known) return undefined;
  return `The resource provided ${resource} is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.`;
}

/** Of the services that are here their actions are known. */
function isSdkAction([service = "", action = ""]: readonly string[]): boolean {
  const client = SDK_SERVICES[service.toLowerCase()];
  const name = action.replace(/\..*$/, "");
  return name !== "" && (client === undefined || serviceModel(client).operation(capitalised(name)) !== undefined);
}

const capitalised = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

// Source: Step Functions' guide, "Integrating services".
const OPTIMISED = new Set(
  (
    "apigateway athena batch bedrock codebuild databrew dynamodb ecs eks elasticmapreduce emr-containers " +
    "emr-serverless events glue http lambda mediaconvert sagemaker sns sqs states"
  ).split(" "),
);
