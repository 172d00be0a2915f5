// Which resource types and data sources are compiled, by service: names without the service's own prefix.
const list = (prefix, names) =>
  names
    .trim()
    .split(/\s+/)
    .map((name) => `aws_${prefix}${name}`);

export const SERVICES = {
  iam: {
    resources: list(
      "iam_",
      `role role_policy_attachment policy role_policy policy_attachment instance_profile
      openid_connect_provider service_linked_role user user_policy user_policy_attachment access_key group group_policy
      group_policy_attachment group_membership user_group_membership role_policies_exclusive
      role_policy_attachments_exclusive account_alias account_password_policy saml_provider`,
    ),
    dataSources: list("iam_", "policy_document policy role roles user account_alias session_context"),
  },
  sts: { resources: [], dataSources: list("", "caller_identity") },
  meta: {
    resources: [],
    dataSources: list("", "partition region regions default_tags arn service service_principal ip_ranges"),
  },
  lambda: {
    resources: list(
      "lambda_",
      `function permission event_source_mapping layer_version alias function_url
      function_event_invoke_config function_recursion_config layer_version_permission provisioned_concurrency_config
      runtime_management_config code_signing_config invocation`,
    ),
    dataSources: list("lambda_", "function functions alias function_url layer_version invocation code_signing_config"),
  },
  logs: {
    resources: list(
      "cloudwatch_",
      `log_group log_resource_policy log_stream log_subscription_filter log_metric_filter
      log_destination log_destination_policy log_account_policy log_data_protection_policy query_definition`,
    ),
    dataSources: list("cloudwatch_", "log_group log_groups"),
  },
  cloudwatch: { resources: list("cloudwatch_", "metric_alarm composite_alarm dashboard"), dataSources: [] },
  dynamodb: {
    resources: list(
      "dynamodb_",
      `table table_item tag table_replica global_table kinesis_streaming_destination
      contributor_insights resource_policy table_export`,
    ),
    dataSources: list("dynamodb_", "table tables table_item"),
  },
  sfn: {
    resources: list("sfn_", "state_machine activity alias"),
    dataSources: list("sfn_", "state_machine activity alias state_machine_versions"),
  },
  apigatewayv2: {
    resources: list(
      "apigatewayv2_",
      `api stage integration route vpc_link authorizer api_mapping domain_name
      integration_response route_response model deployment`,
    ),
    dataSources: list("apigatewayv2_", "api apis export"),
  },
  api_gateway: {
    resources: list(
      "api_gateway_",
      `rest_api deployment stage method integration resource account integration_response
      method_response method_settings model request_validator authorizer api_key usage_plan usage_plan_key
      rest_api_policy gateway_response domain_name base_path_mapping client_certificate documentation_part
      documentation_version vpc_link rest_api_put`,
    ),
    dataSources: list("api_gateway_", "rest_api resource api_key"),
  },
  vpc: {
    resources: list(
      "",
      `security_group subnet vpc internet_gateway route_table route_table_association eip nat_gateway
      route security_group_rule default_security_group vpc_security_group_ingress_rule vpc_security_group_egress_rule
      vpc_endpoint vpc_endpoint_route_table_association vpc_endpoint_subnet_association
      vpc_endpoint_security_group_association vpc_endpoint_policy main_route_table_association default_vpc
      default_subnet default_route_table default_network_acl network_acl network_acl_rule network_interface
      egress_only_internet_gateway vpc_dhcp_options vpc_dhcp_options_association vpc_ipv4_cidr_block_association
      flow_log ec2_managed_prefix_list`,
    ),
    dataSources: list(
      "",
      `availability_zones availability_zone vpc vpcs subnet subnets security_group security_groups
      route_table route_tables internet_gateway nat_gateway network_interface vpc_endpoint vpc_endpoint_service
      prefix_list ec2_managed_prefix_list`,
    ),
  },
  s3: {
    resources: list(
      "s3_",
      `bucket bucket_notification bucket_public_access_block object bucket_policy
      bucket_server_side_encryption_configuration bucket_acl bucket_lifecycle_configuration bucket_versioning
      bucket_ownership_controls bucket_website_configuration bucket_cors_configuration bucket_logging
      bucket_request_payment_configuration bucket_accelerate_configuration bucket_object_lock_configuration
      bucket_replication_configuration object_copy bucket_object`,
    ),
    dataSources: [...list("s3_", "bucket bucket_policy object objects"), "aws_canonical_user_id"],
  },
  // Types whose services are not served yet: they validate and plan.
  neighbours: {
    resources: list(
      "",
      `cloudfront_origin_access_control cloudwatch_event_api_destination cloudwatch_event_archive
      cloudwatch_event_bus cloudwatch_event_bus_policy cloudwatch_event_connection cloudwatch_event_permission
      cloudwatch_event_rule cloudwatch_event_target codedeploy_app codedeploy_deployment_group cognito_user_pool cognito_user_pool_client
      ecr_lifecycle_policy ecr_repository efs_access_point efs_file_system efs_mount_target
      kinesis_firehose_delivery_stream kinesis_stream kinesis_stream_consumer kms_alias kms_grant kms_key mq_broker
      pipes_pipe scheduler_schedule scheduler_schedule_group secretsmanager_secret secretsmanager_secret_policy
      secretsmanager_secret_rotation secretsmanager_secret_version signer_signing_job signer_signing_profile
      sns_sms_preferences sns_topic sns_topic_data_protection_policy sns_topic_policy sns_topic_subscription sqs_queue
      sqs_queue_policy sqs_queue_redrive_allow_policy sqs_queue_redrive_policy ssm_parameter`,
    ),
    dataSources: list(
      "",
      `ami cloudwatch_event_bus cloudwatch_event_source ecr_authorization_token kinesis_stream
      kms_alias kms_ciphertext kms_key organizations_organization secretsmanager_random_password secretsmanager_secret
      secretsmanager_secret_version secretsmanager_secrets sns_topic sqs_queue sqs_queues ssm_parameter
      ssm_parameters_by_path`,
    ),
  },
};
