/** What a Task's Resource may be: a function, an activity or an integration. Source: AWS, reported (both sentences). */

/** What is wrong with a resource, as far as its text tells. */
export function resourceFault(resource: string): string | undefined {
  if (!resource.startsWith("arn:")) return "Value is not a valid resource ARN";
  const [, , service, , , type = "", ...rest] = resource.split(":");
  if (service !== "states" || type === "activity") return undefined;
  const known = type === "aws-sdk" ? rest.length >= 2 : OPTIMISED.has(type) && rest.length >= 1;
  if (known) return undefined;
  return `The resource provided ${resource} is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.`;
}

// Source: Step Functions' guide, "Integrating services".
const OPTIMISED = new Set(
  (
    "apigateway athena batch bedrock codebuild databrew dynamodb ecs eks elasticmapreduce emr-containers " +
    "emr-serverless events glue http lambda mediaconvert sagemaker sns sqs states"
  ).split(" "),
);
