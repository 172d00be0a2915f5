/**
 * Roles that belong to a service: their names, and the AWS policies they carry, as AWS publishes them in the guides of
 * the services. `suffix` says that the service takes a CustomSuffix.
 */
import type { Key } from "../../store/store.ts";

export interface LinkedRole {
  readonly name: string;
  readonly policy: string;
  readonly suffix?: true;
}

export const linkedRoles: Readonly<Record<string, LinkedRole>> = {
  "apidestinations.events.amazonaws.com": {
    name: "AWSServiceRoleForAmazonEventBridgeApiDestinations",
    policy: "AmazonEventBridgeApiDestinationsServiceRolePolicy",
  },
  "autoscaling.amazonaws.com": {
    name: "AWSServiceRoleForAutoScaling",
    policy: "AutoScalingServiceRolePolicy",
    suffix: true,
  },
  "batch.amazonaws.com": { name: "AWSServiceRoleForBatch", policy: "BatchServiceRolePolicy" },
  "config.amazonaws.com": { name: "AWSServiceRoleForConfig", policy: "AWSConfigServiceRolePolicy" },
  "connect.amazonaws.com": {
    name: "AWSServiceRoleForAmazonConnect",
    policy: "AmazonConnectServiceLinkedRolePolicy",
    suffix: true,
  },
  "contributorinsights.dynamodb.amazonaws.com": {
    name: "AWSServiceRoleForDynamoDBCloudWatchContributorInsights",
    policy: "DynamoDBCloudWatchContributorInsightsServiceRolePolicy",
  },
  "dynamodb.application-autoscaling.amazonaws.com": {
    name: "AWSServiceRoleForApplicationAutoScaling_DynamoDBTable",
    policy: "AWSApplicationAutoscalingDynamoDBTablePolicy",
  },
  "ecs.amazonaws.com": { name: "AWSServiceRoleForECS", policy: "AmazonECSServiceRolePolicy" },
  "elasticbeanstalk.amazonaws.com": {
    name: "AWSServiceRoleForElasticBeanstalk",
    policy: "AWSElasticBeanstalkServiceRolePolicy",
  },
  "elasticloadbalancing.amazonaws.com": {
    name: "AWSServiceRoleForElasticLoadBalancing",
    policy: "AWSElasticLoadBalancingServiceRolePolicy",
  },
  "es.amazonaws.com": {
    name: "AWSServiceRoleForAmazonElasticsearchService",
    policy: "AmazonElasticsearchServiceRolePolicy",
  },
  "events.amazonaws.com": {
    name: "AWSServiceRoleForCloudWatchEvents",
    policy: "CloudWatchEventsServiceRolePolicy",
  },
  "kinesisreplication.dynamodb.amazonaws.com": {
    name: "AWSServiceRoleForDynamoDBKinesisDataStreamsReplication",
    policy: "DynamoDBKinesisReplicationServiceRolePolicy",
  },
  "lambda.application-autoscaling.amazonaws.com": {
    name: "AWSServiceRoleForApplicationAutoScaling_LambdaConcurrency",
    policy: "AWSApplicationAutoscalingLambdaConcurrencyPolicy",
  },
  "lex.amazonaws.com": { name: "AWSServiceRoleForLexBots", policy: "AmazonLexBotPolicy" },
  "lexv2.amazonaws.com": { name: "AWSServiceRoleForLexV2Bots", policy: "AmazonLexV2BotPolicy", suffix: true },
  "logs.amazonaws.com": { name: "AWSServiceRoleForLogDelivery", policy: "AWSServiceRoleForLogDeliveryPolicy" },
  "opensearchservice.amazonaws.com": {
    name: "AWSServiceRoleForAmazonOpenSearchService",
    policy: "AmazonOpenSearchServiceRolePolicy",
  },
  "ops.apigateway.amazonaws.com": { name: "AWSServiceRoleForAPIGateway", policy: "APIGatewayServiceRolePolicy" },
  "organizations.amazonaws.com": {
    name: "AWSServiceRoleForOrganizations",
    policy: "AWSOrganizationsServiceTrustPolicy",
  },
  "rds.amazonaws.com": { name: "AWSServiceRoleForRDS", policy: "AmazonRDSServiceRolePolicy" },
  "replicator.lambda.amazonaws.com": { name: "AWSServiceRoleForLambdaReplicator", policy: "AWSLambdaReplicator" },
  "replication.dynamodb.amazonaws.com": {
    name: "AWSServiceRoleForDynamoDBReplication",
    policy: "DynamoDBReplicationServiceRolePolicy",
  },
  "spot.amazonaws.com": { name: "AWSServiceRoleForEC2Spot", policy: "AWSEC2SpotServiceRolePolicy" },
  "ssm.amazonaws.com": { name: "AWSServiceRoleForAmazonSSM", policy: "AmazonSSMServiceRolePolicy" },
  "vpc-lattice.amazonaws.com": { name: "AWSServiceRoleForVpcLattice", policy: "AWSVpcLatticeServiceRolePolicy" },
  "vpce.amazonaws.com": { name: "AWSServiceRoleForVPCEndpoints", policy: "AmazonVPCEndpointsServiceRolePolicy" },
  "wafv2.amazonaws.com": { name: "AWSServiceRoleForWAFV2Logging", policy: "WAFV2LoggingServiceRolePolicy" },
  "xray.amazonaws.com": { name: "AWSServiceRoleForXRay", policy: "AWSXrayServiceRolePolicy" },
};

export const deletionTaskKey = (account: string, taskId: string): Key => ["iam", account, "deletion-task", taskId];
