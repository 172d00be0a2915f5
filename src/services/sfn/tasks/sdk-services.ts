/** Services whose actions a Task can call as `aws-sdk:…`, with the client they belong to. */
export const SDK_SERVICES: Readonly<Record<string, string>> = {
  apigateway: "api-gateway",
  apigatewayv2: "apigatewayv2",
  cloudwatch: "cloudwatch",
  cloudwatchlogs: "cloudwatch-logs",
  dynamodb: "dynamodb",
  dynamodbstreams: "dynamodb-streams",
  ec2: "ec2",
  iam: "iam",
  lambda: "lambda",
  s3: "s3",
  sfn: "sfn",
  sts: "sts",
};
