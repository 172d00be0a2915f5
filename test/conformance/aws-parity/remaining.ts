/**
 * How many differences from the real provider are known to remain for made-up configurations of a type. Each is one line
 * of the comparison; a smaller number is always welcome, a greater one is a fault.
 */
export const REMAINING: Readonly<Record<string, number>> = {
  "aws_default_network_acl planned": 2,
  "aws_dynamodb_table planned": 6,
  "aws_iam_role planned": 3,
  "aws_lambda_alias imported": 1,
  "aws_lambda_event_source_mapping planned": 1,
  "aws_lambda_permission imported": 1,
  // The provider places what it says of deep blocks at one of their other attributes, now this one, now that one.
  "aws_s3_bucket validated": 40,
  "aws_s3_bucket_acl planned": 1,
  "aws_s3_bucket_lifecycle_configuration planned": 4,
  "aws_s3_object_copy planned": 2,
};
