# A state machine that adds, then stores what the function answered.

data "aws_iam_policy_document" "workflow_trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["states.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "workflow" {
  statement {
    actions   = ["lambda:InvokeFunction"]
    resources = [aws_lambda_function.adder.arn]
  }

  statement {
    actions   = ["dynamodb:PutItem"]
    resources = [aws_dynamodb_table.sums.arn]
  }
}

resource "aws_iam_role" "workflow" {
  name               = "${var.name}-workflow"
  assume_role_policy = data.aws_iam_policy_document.workflow_trust.json
}

resource "aws_iam_role_policy" "workflow" {
  name   = "add-and-store"
  role   = aws_iam_role.workflow.id
  policy = data.aws_iam_policy_document.workflow.json
}

resource "aws_sfn_state_machine" "add_and_store" {
  name     = "${var.name}-add-and-store"
  role_arn = aws_iam_role.workflow.arn

  definition = jsonencode({
    Comment = "Adds x and y and stores the sum under the execution's name"
    StartAt = "Add"
    States = {
      Add = {
        Type       = "Task"
        Resource   = "arn:${data.aws_partition.current.partition}:states:::lambda:invoke"
        Parameters = { FunctionName = aws_lambda_function.adder.arn, "Payload.$" = "$" }
        ResultSelector = {
          "sum.$"  = "$.Payload.sum"
          "text.$" = "States.Format('{}', $.Payload.sum)"
        }
        ResultPath = "$.answer"
        Next       = "Store"
      }
      Store = {
        Type     = "Task"
        Resource = "arn:${data.aws_partition.current.partition}:states:::dynamodb:putItem"
        Parameters = {
          TableName = aws_dynamodb_table.sums.name
          Item = {
            id  = { "S.$" = "$$.Execution.Name" }
            sum = { "N.$" = "$.answer.text" }
          }
        }
        ResultPath = null
        OutputPath = "$.answer"
        End        = true
      }
    }
  })
}
