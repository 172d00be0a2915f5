output "function_name" {
  description = "terrarium invoke this"
  value       = aws_lambda_function.adder.function_name
}

output "url" {
  description = "Base URL of the HTTP API"
  value       = aws_apigatewayv2_stage.default.invoke_url
}

output "table_name" {
  description = "Where sums are remembered"
  value       = aws_dynamodb_table.sums.name
}

output "state_machine_arn" {
  description = "Adds and stores"
  value       = aws_sfn_state_machine.add_and_store.arn
}

output "account_id" {
  value = data.aws_caller_identity.current.account_id
}
