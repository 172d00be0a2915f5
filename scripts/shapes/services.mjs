// The services Terrarium knows the shapes of, by the suffix of their SDK client.
export const services = [
  "api-gateway",
  "apigatewayv2",
  "cloudwatch",
  "cloudwatch-logs",
  "dynamodb",
  "dynamodb-streams",
  "ec2",
  "iam",
  "lambda",
  "s3",
  "sfn",
  "sts",
];
