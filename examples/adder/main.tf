# A function that adds two numbers, reachable over HTTP, from a state machine and directly.
# The same files deploy to AWS with the real terraform.

terraform {
  required_version = ">= 1.5"
  required_providers {
    aws     = { source = "hashicorp/aws", version = "~> 5.0" }
    archive = { source = "hashicorp/archive", version = "~> 2.0" }
  }
}

provider "aws" {
  region = var.region
}

data "aws_partition" "current" {}
data "aws_caller_identity" "current" {}

locals {
  language = startswith(var.runtime, "python") ? "python" : "node"
}

# The code. Zipped apart from this folder, so that the archive never contains itself.

data "archive_file" "function" {
  type        = "zip"
  source_dir  = "${path.module}/function/${local.language}"
  output_path = "${path.module}/build/${local.language}.zip"
}

resource "aws_lambda_function" "adder" {
  function_name    = var.name
  description      = "Adds x and y and remembers the sum."
  role             = aws_iam_role.function.arn
  runtime          = var.runtime
  handler          = "handler.main"
  filename         = data.archive_file.function.output_path
  source_code_hash = data.archive_file.function.output_base64sha256
  timeout          = 10
  memory_size      = 256

  vpc_config {
    subnet_ids         = [aws_subnet.private.id]
    security_group_ids = [aws_security_group.function.id]
  }

  environment {
    variables = {
      TABLE = aws_dynamodb_table.sums.name
    }
  }

  depends_on = [
    aws_cloudwatch_log_group.function,
    aws_iam_policy_attachment.function,
  ]
}

resource "aws_cloudwatch_log_group" "function" {
  name              = "/aws/lambda/${var.name}"
  retention_in_days = 7
}

# What the function may do.

data "aws_iam_policy_document" "function_trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "function" {
  statement {
    sid       = "WriteLogs"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.function.arn}:*"]
  }

  statement {
    sid       = "RememberSums"
    actions   = ["dynamodb:PutItem"]
    resources = [aws_dynamodb_table.sums.arn]
  }

  # Lambda attaches the function to the VPC with these.
  statement {
    sid = "AttachToVpc"
    actions = [
      "ec2:CreateNetworkInterface",
      "ec2:DescribeNetworkInterfaces",
      "ec2:DescribeSubnets",
      "ec2:DeleteNetworkInterface",
      "ec2:AssignPrivateIpAddresses",
      "ec2:UnassignPrivateIpAddresses",
    ]
    resources = ["*"]
  }
}

resource "aws_iam_role" "function" {
  name               = "${var.name}-function"
  assume_role_policy = data.aws_iam_policy_document.function_trust.json
}

resource "aws_iam_policy" "function" {
  name   = "${var.name}-function"
  policy = data.aws_iam_policy_document.function.json
}

resource "aws_iam_policy_attachment" "function" {
  name       = "${var.name}-function"
  roles      = [aws_iam_role.function.name]
  policy_arn = aws_iam_policy.function.arn
}

# Where it remembers.

resource "aws_dynamodb_table" "sums" {
  name         = "${var.name}-sums"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  attribute {
    name = "id"
    type = "S"
  }
}
