/**
 * Roles that belong to a service: their names, and the AWS policies they carry, as AWS publishes them in the guides of
 * the services. `suffix` says that the service takes a CustomSuffix.
 */
import type { Key } from "../../store/store.ts";

export interface LinkedRole {
  readonly name: string;
  readonly policy: string;
  readonly suffix: boolean;
}

/** The service without `.amazonaws.com`, the role's name behind AWSServiceRoleFor, the policy. */
const ROLES: readonly (readonly [service: string, name: string, policy: string])[] = [
  ["accountdiscovery.ssm", "AmazonSSM_AccountDiscovery", "AWSSystemsManagerAccountDiscoveryServicePolicy"],
  ["acm", "CertificateManager", "CertificateManagerServiceRolePolicy"],
  ["apidestinations.events", "AmazonEventBridgeApiDestinations", "AmazonEventBridgeApiDestinationsServiceRolePolicy"],
  ["appmesh", "AppMesh", "AWSAppMeshServiceRolePolicy"],
  ["autoscaling-plans", "AutoScalingPlans_EC2AutoScaling", "AWSAutoScalingPlansEC2AutoScalingPolicy"],
  ["autoscaling", "AutoScaling", "AutoScalingServiceRolePolicy"],
  ["backup", "Backup", "AWSBackupServiceLinkedRolePolicyForBackup"],
  ["batch", "Batch", "BatchServiceRolePolicy"],
  [
    "cassandra.application-autoscaling",
    "ApplicationAutoScaling_CassandraTable",
    "AWSApplicationAutoscalingCassandraTablePolicy",
  ],
  ["cks.kms", "KeyManagementServiceCustomKeyStores", "AWSKeyManagementServiceCustomKeyStoresServiceRolePolicy"],
  ["cloudtrail", "CloudTrail", "CloudTrailServiceRolePolicy"],
  ["codestar-notifications", "CodeStarNotifications", "AWSCodeStarNotificationsServiceRolePolicy"],
  ["config", "Config", "AWSConfigServiceRolePolicy"],
  ["connect", "AmazonConnect", "AmazonConnectServiceLinkedRolePolicy"],
  [
    "contributorinsights.dynamodb",
    "DynamoDBCloudWatchContributorInsights",
    "DynamoDBCloudWatchContributorInsightsServiceRolePolicy",
  ],
  ["dms-fleet-advisor", "DMSFleetAdvisor", "AWSDMSFleetAdvisorServiceRolePolicy"],
  ["dms", "DMSServerless", "AWSDMSServerlessServiceRolePolicy"],
  ["docdb-elastic", "DocDB-Elastic", "AmazonDocDB-ElasticServiceRolePolicy"],
  [
    "dynamodb.application-autoscaling",
    "ApplicationAutoScaling_DynamoDBTable",
    "AWSApplicationAutoscalingDynamoDBTablePolicy",
  ],
  ["ec2-instance-connect", "EC2InstanceConnect", "Ec2InstanceConnectEndpoint"],
  [
    "ec2.application-autoscaling",
    "ApplicationAutoScaling_EC2SpotFleetRequest",
    "AWSApplicationAutoscalingEC2SpotFleetRequestPolicy",
  ],
  ["ecr", "ECRTemplate", "ECRTemplateServiceRolePolicy"],
  ["ecs", "ECS", "AmazonECSServiceRolePolicy"],
  ["eks-connector", "AmazonEKSConnector", "AmazonEKSConnectorServiceRolePolicy"],
  ["eks-fargate", "AmazonEKSForFargate", "AmazonEKSForFargateServiceRolePolicy"],
  ["eks-nodegroup", "AmazonEKSNodegroup", "AWSServiceRoleForAmazonEKSNodegroup"],
  ["eks", "AmazonEKS", "AmazonEKSServiceRolePolicy"],
  ["elasticache", "ElastiCache", "ElastiCacheServiceRolePolicy"],
  ["elasticbeanstalk", "ElasticBeanstalk", "AWSElasticBeanstalkServiceRolePolicy"],
  ["elasticfilesystem", "AmazonElasticFileSystem", "AmazonElasticFileSystemServiceRolePolicy"],
  ["elasticloadbalancing", "ElasticLoadBalancing", "AWSElasticLoadBalancingServiceRolePolicy"],
  ["email.cognito-idp", "AmazonCognitoIdpEmailService", "AmazonCognitoIdpEmailServiceRolePolicy"],
  ["emr-containers", "AmazonEMRContainers", "AmazonEMRContainersServiceRolePolicy"],
  ["emrwal", "EMRWAL", "EMRDescribeClusterPolicyForEMRWAL"],
  ["es", "AmazonElasticsearchService", "AmazonElasticsearchServiceRolePolicy"],
  ["events", "CloudWatchEvents", "CloudWatchEventsServiceRolePolicy"],
  ["fis", "FIS", "AmazonFISServiceRolePolicy"],
  ["grafana", "AmazonGrafana", "AmazonGrafanaServiceLinkedRolePolicy"],
  ["imagebuilder", "ImageBuilder", "AWSServiceRoleForImageBuilder"],
  ["iotmanagedintegrations", "IoTManagedIntegrations", "AWSIoTManagedIntegrationsRolePolicy"],
  ["kafka", "Kafka", "KafkaServiceRolePolicy"],
  ["kafkaconnect", "KafkaConnect", "KafkaConnectServiceRolePolicy"],
  [
    "kinesisreplication.dynamodb",
    "DynamoDBKinesisDataStreamsReplication",
    "DynamoDBKinesisReplicationServiceRolePolicy",
  ],
  ["lakeformation", "LakeFormationDataAccess", "LakeFormationDataAccessServiceRolePolicy"],
  [
    "lambda.application-autoscaling",
    "ApplicationAutoScaling_LambdaConcurrency",
    "AWSApplicationAutoscalingLambdaConcurrencyPolicy",
  ],
  ["lex", "LexBots", "AmazonLexBotPolicy"],
  ["lexv2", "LexV2Bots", "AmazonLexV2BotPolicy"],
  ["lightsail", "Lightsail", "LightsailExportAccess"],
  ["logs", "LogDelivery", "AWSServiceRoleForLogDeliveryPolicy"],
  ["m2", "AWSM2", "AWSM2ServicePolicy"],
  ["memorydb", "MemoryDB", "MemoryDBServiceRolePolicy"],
  ["mq", "AmazonMQ", "AmazonMQServiceRolePolicy"],
  ["mrk.kms", "KeyManagementServiceMultiRegionKeys", "AWSKeyManagementServiceMultiRegionKeysServiceRolePolicy"],
  ["notifications", "AwsUserNotifications", "AWSUserNotificationsServiceLinkedRolePolicy"],
  ["observability.aoss", "AmazonOpenSearchServerless", "AmazonOpenSearchServerlessServiceRolePolicy"],
  ["opensearchservice", "AmazonOpenSearchService", "AmazonOpenSearchServiceRolePolicy"],
  ["ops.apigateway", "APIGateway", "APIGatewayServiceRolePolicy"],
  ["ops.emr-serverless", "AmazonEMRServerless", "AmazonEMRServerlessServiceRolePolicy"],
  ["opsdatasync.ssm", "SystemsManagerOpsDataSync", "AWSSystemsManagerOpsDataSyncServiceRolePolicy"],
  ["opsinsights.ssm", "AmazonSSM_OpsInsights", "AWSSSMOpsInsightsServiceRolePolicy"],
  ["organizations", "Organizations", "AWSOrganizationsServiceTrustPolicy"],
  ["pullthroughcache.ecr", "ECRPullThroughCache", "AWSECRPullThroughCache_ServiceRolePolicy"],
  ["ram", "ResourceAccessManager", "AWSResourceAccessManagerServiceRolePolicy"],
  ["rds", "RDS", "AmazonRDSServiceRolePolicy"],
  ["redshift", "Redshift", "AmazonRedshiftServiceLinkedRolePolicy"],
  ["replication.cassandra", "KeyspacesReplication", "KeyspacesReplicationServiceRolePolicy"],
  ["replication.dynamodb", "DynamoDBReplication", "DynamoDBReplicationServiceRolePolicy"],
  ["replication.ecr", "ECRReplication", "ECRReplicationServiceRolePolicy"],
  ["replicator.lambda", "LambdaReplicator", "AWSLambdaReplicator"],
  ["repository.sync.codeconnections", "GitSync", "AWSGitSyncServiceRolePolicy"],
  ["resource-explorer-2", "ResourceExplorer", "AWSResourceExplorerServiceRolePolicy"],
  ["rolesanywhere", "RolesAnywhere", "AWSRolesAnywhereServicePolicy"],
  ["s3-outposts", "S3OnOutposts", "AWSS3OnOutpostsServiceRolePolicy"],
  ["ses", "AmazonSES", "AmazonSESServiceRolePolicy"],
  ["shield", "AWSShield", "AWSShieldServiceRolePolicy"],
  ["spot", "EC2Spot", "AWSEC2SpotServiceRolePolicy"],
  ["ssm-incidents", "IncidentManager", "AWSIncidentManagerServiceRolePolicy"],
  ["ssm-quicksetup", "SSMQuickSetup", "SSMQuickSetupRolePolicy"],
  ["ssm", "AmazonSSM", "AmazonSSMServiceRolePolicy"],
  ["sso", "SSO", "AWSSSOServiceRolePolicy"],
  ["vpc-lattice", "VpcLattice", "AWSVpcLatticeServiceRolePolicy"],
  ["vpce", "VPCEndpoints", "AmazonVPCEndpointsServiceRolePolicy"],
  ["vpcorigin.cloudfront", "CloudFrontVPCOrigin", "AWSCloudFrontVPCOriginServiceRolePolicy"],
  ["waf", "WAFLogging", "WAFLoggingServiceRolePolicy"],
  ["wafv2", "WAFV2Logging", "WAFV2LoggingServiceRolePolicy"],
  ["xray", "XRay", "AWSXrayServiceRolePolicy"],
];

const WITH_SUFFIX: ReadonlySet<string> = new Set(["autoscaling", "connect", "lexv2"]);

const linkedRoles: ReadonlyMap<string, LinkedRole> = new Map(
  ROLES.map(([service, name, policy]) => [
    `${service}.amazonaws.com`,
    { name: `AWSServiceRoleFor${name}`, policy, suffix: WITH_SUFFIX.has(service) },
  ]),
);

export const linkedRoleOf = (service: string): LinkedRole | undefined => linkedRoles.get(service);

export const deletionTaskKey = (account: string, taskId: string): Key => ["iam", account, "deletion-task", taskId];
