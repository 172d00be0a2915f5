/** A stack whose objects are named in every way: by the user, by the provider, by the service, or not at all. */
export const NAMES_OF_EVERY_KIND = `
provider "aws" {
  default_tags {
    tags = { stack = "names" }
  }
}

variable "secret" {
  default   = "hush"
  sensitive = true
}

resource "random_id" "suffix" {
  byte_length = 4
}
resource "local_file" "note" {
  filename = "\${path.module}/note.txt"
  content  = random_id.suffix.hex
}
data "archive_file" "code" {
  type        = "zip"
  source {
    filename = "index.js"
    content  = "exports.handler = async () => 1"
  }
  output_path = "\${path.module}/code.zip"
}

# Named by the user.
resource "aws_iam_role" "named" {
  name               = "role-\${random_id.suffix.hex}"
  assume_role_policy = data.aws_iam_policy_document.lambda.json
  inline_policy {
    name   = "inline"
    policy = data.aws_iam_policy_document.logs.json
  }
}
data "aws_iam_policy_document" "lambda" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com", "states.amazonaws.com"]
    }
  }
}
data "aws_iam_policy_document" "logs" {
  statement {
    actions   = ["logs:*"]
    resources = ["*"]
  }
}
resource "aws_dynamodb_table" "named" {
  name         = "table-\${random_id.suffix.hex}"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"
  attribute {
    name = "id"
    type = "S"
  }
  stream_enabled   = true
  stream_view_type = "NEW_IMAGE"
  ttl {
    attribute_name = "expires"
    enabled        = true
  }
  point_in_time_recovery {
    enabled = true
  }
}
resource "aws_dynamodb_table_item" "item" {
  table_name = aws_dynamodb_table.named.name
  hash_key   = "id"
  item       = jsonencode({ id = { S = "1" } })
}

# Named by the provider.
resource "aws_iam_role" "made" {
  assume_role_policy = data.aws_iam_policy_document.lambda.json
}
resource "aws_iam_role" "prefixed" {
  name_prefix        = "prefixed-"
  assume_role_policy = data.aws_iam_policy_document.lambda.json
  lifecycle {
    create_before_destroy = true
  }
}
resource "aws_iam_policy" "made" {
  policy = data.aws_iam_policy_document.logs.json
}
resource "aws_iam_policy" "prefixed" {
  name_prefix = "prefixed-"
  policy      = data.aws_iam_policy_document.logs.json
}
resource "aws_iam_role_policy" "made" {
  role   = aws_iam_role.made.id
  policy = data.aws_iam_policy_document.logs.json
}
resource "aws_iam_role_policy_attachment" "made" {
  role       = aws_iam_role.made.name
  policy_arn = aws_iam_policy.made.arn
}
resource "aws_iam_instance_profile" "made" {
  role = aws_iam_role.made.name
}
resource "aws_iam_user" "user" {
  name = "user"
}
resource "aws_iam_access_key" "key" {
  user = aws_iam_user.user.name
}
resource "aws_iam_group" "group" {
  name = "group"
}
resource "aws_iam_user_group_membership" "member" {
  user   = aws_iam_user.user.name
  groups = [aws_iam_group.group.name]
}
resource "aws_s3_bucket" "made" {
  force_destroy = true
}
resource "aws_s3_bucket" "prefixed" {
  bucket_prefix = "prefixed-"
}
resource "aws_s3_bucket_versioning" "made" {
  bucket = aws_s3_bucket.made.id
  versioning_configuration {
    status = "Enabled"
  }
}
resource "aws_s3_object" "object" {
  bucket  = aws_s3_bucket.made.id
  key     = "object"
  content = "text"
}
resource "aws_cloudwatch_log_group" "made" {
  retention_in_days = 7
}
resource "aws_cloudwatch_log_group" "prefixed" {
  name_prefix = "prefixed-"
}
resource "aws_cloudwatch_log_stream" "stream" {
  name           = "stream"
  log_group_name = aws_cloudwatch_log_group.made.name
}
resource "aws_cloudwatch_log_metric_filter" "filter" {
  name           = "filter"
  pattern        = "ERROR"
  log_group_name = aws_cloudwatch_log_group.made.name
  metric_transformation {
    name      = "errors"
    namespace = "test"
    value     = "1"
  }
}
resource "aws_cloudwatch_metric_alarm" "alarm" {
  alarm_name          = "alarm"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  metric_name         = "errors"
  namespace           = "test"
  period              = 60
  statistic           = "Sum"
  threshold           = 1
}
resource "aws_sfn_state_machine" "made" {
  role_arn   = aws_iam_role.named.arn
  definition = jsonencode({ StartAt = "Done", States = { Done = { Type = "Succeed" } } })
}
resource "aws_sfn_activity" "activity" {
  name = "activity"
}

# Named by the service.
resource "aws_vpc" "main" {
  cidr_block           = "10.9.0.0/16"
  enable_dns_hostnames = true
}
resource "aws_subnet" "private" {
  count      = 2
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.9.\${count.index}.0/24"
}
resource "aws_internet_gateway" "main" {
  vpc_id = aws_vpc.main.id
}
resource "aws_route_table" "main" {
  vpc_id = aws_vpc.main.id
  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.main.id
  }
}
resource "aws_route_table_association" "main" {
  subnet_id      = aws_subnet.private[0].id
  route_table_id = aws_route_table.main.id
}
resource "aws_security_group" "made" {
  vpc_id = aws_vpc.main.id
  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
resource "aws_security_group" "prefixed" {
  name_prefix = "prefixed-"
  vpc_id      = aws_vpc.main.id
}
resource "aws_vpc_security_group_ingress_rule" "https" {
  security_group_id = aws_security_group.prefixed.id
  cidr_ipv4         = "10.0.0.0/8"
  from_port         = 443
  to_port           = 443
  ip_protocol       = "tcp"
}
resource "aws_security_group_rule" "http" {
  security_group_id = aws_security_group.prefixed.id
  type              = "egress"
  cidr_blocks       = ["10.0.0.0/8"]
  from_port         = 80
  to_port           = 80
  protocol          = "tcp"
}
resource "aws_eip" "nat" {
  domain = "vpc"
}
resource "aws_nat_gateway" "nat" {
  allocation_id = aws_eip.nat.id
  subnet_id     = aws_subnet.private[0].id
}
resource "aws_vpc_endpoint" "s3" {
  vpc_id       = aws_vpc.main.id
  service_name = "com.amazonaws.us-east-1.s3"
}
resource "aws_lambda_layer_version" "layer" {
  layer_name = "layer"
  filename   = data.archive_file.code.output_path
}
resource "aws_lambda_function" "function" {
  function_name    = "function"
  role             = aws_iam_role.named.arn
  runtime          = "nodejs20.x"
  handler          = "index.handler"
  filename         = data.archive_file.code.output_path
  source_code_hash = data.archive_file.code.output_base64sha256
  layers           = [aws_lambda_layer_version.layer.arn]
  publish          = true
  environment {
    variables = { SECRET = var.secret }
  }
  vpc_config {
    subnet_ids         = [aws_subnet.private[1].id]
    security_group_ids = [aws_security_group.made.id]
  }
  reserved_concurrent_executions = 5
}
resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.function.function_name
  function_version = aws_lambda_function.function.version
}
resource "aws_lambda_permission" "made" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.function.function_name
  principal     = "apigateway.amazonaws.com"
}
resource "aws_lambda_function_url" "url" {
  function_name      = aws_lambda_function.function.function_name
  authorization_type = "NONE"
}
resource "aws_lambda_event_source_mapping" "stream" {
  event_source_arn  = aws_dynamodb_table.named.stream_arn
  function_name     = aws_lambda_function.function.arn
  starting_position = "LATEST"
  # The function is not to be invoked, which would leave log lines behind.
  enabled = false
}
resource "aws_api_gateway_rest_api" "api" {
  name = "api"
}
resource "aws_api_gateway_resource" "path" {
  rest_api_id = aws_api_gateway_rest_api.api.id
  parent_id   = aws_api_gateway_rest_api.api.root_resource_id
  path_part   = "path"
}
resource "aws_api_gateway_method" "get" {
  rest_api_id   = aws_api_gateway_rest_api.api.id
  resource_id   = aws_api_gateway_resource.path.id
  http_method   = "GET"
  authorization = "NONE"
}
resource "aws_api_gateway_integration" "get" {
  rest_api_id             = aws_api_gateway_rest_api.api.id
  resource_id             = aws_api_gateway_resource.path.id
  http_method             = aws_api_gateway_method.get.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = aws_lambda_function.function.invoke_arn
}
resource "aws_api_gateway_deployment" "deployment" {
  rest_api_id = aws_api_gateway_rest_api.api.id
  depends_on  = [aws_api_gateway_integration.get]
  lifecycle {
    create_before_destroy = true
  }
}
resource "aws_api_gateway_stage" "stage" {
  rest_api_id   = aws_api_gateway_rest_api.api.id
  deployment_id = aws_api_gateway_deployment.deployment.id
  stage_name    = "stage"
}
resource "aws_api_gateway_api_key" "key" {
  name = "key"
}
resource "aws_apigatewayv2_api" "http" {
  name          = "http"
  protocol_type = "HTTP"
}
resource "aws_apigatewayv2_integration" "function" {
  api_id                 = aws_apigatewayv2_api.http.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.function.invoke_arn
  payload_format_version = "2.0"
}
resource "aws_apigatewayv2_route" "get" {
  api_id    = aws_apigatewayv2_api.http.id
  route_key = "GET /"
  target    = "integrations/\${aws_apigatewayv2_integration.function.id}"
}
resource "aws_apigatewayv2_stage" "default" {
  api_id      = aws_apigatewayv2_api.http.id
  name        = "$default"
  auto_deploy = true
}
resource "aws_apigatewayv2_deployment" "deployment" {
  api_id     = aws_apigatewayv2_api.http.id
  depends_on = [aws_apigatewayv2_route.get]
}
`;
