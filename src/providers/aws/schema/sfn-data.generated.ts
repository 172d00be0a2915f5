// Compiled by scripts/aws-schema; not edited by hand.
/** Attributes of data sources. */
export interface SfnDataSources {
  aws_sfn_state_machine: {
    arn: string | null;
    creation_date: string | null;
    definition: string | null;
    description: string | null;
    id: string | null;
    name: string;
    revision_id: string | null;
    role_arn: string | null;
    status: string | null;
  };
  aws_sfn_activity: {
    arn: string | null;
    creation_date: string | null;
    id: string | null;
    name: string | null;
  };
  aws_sfn_alias: {
    arn: string | null;
    creation_date: string | null;
    description: string | null;
    id: string | null;
    name: string;
    routing_configuration: readonly { state_machine_version_arn: string | null; weight: number | null }[];
    statemachine_arn: string;
  };
  aws_sfn_state_machine_versions: {
    id: string | null;
    statemachine_arn: string;
    statemachine_versions: readonly string[];
  };
}
