// What asking for plans does not bring to light, because a made-up configuration cannot have it.
export const KNOWN = {
  aws_dynamodb_table: { defaults: { billing_mode: "PROVISIONED" }, forceNew: ["hash_key", "range_key"] },
  aws_lambda_invocation: { defaults: { lifecycle_scope: "CREATE_ONLY" } },
};
