// Compiled by scripts/aws-schema; not edited by hand.
/** Attributes of resource types. */
export interface SfnResources {
  aws_sfn_state_machine: {
    arn: string | null;
    creation_date: string | null;
    definition: string;
    description: string | null;
    id: string | null;
    name: string | null;
    name_prefix: string | null;
    publish: boolean | null;
    revision_id: string | null;
    role_arn: string;
    state_machine_version_arn: string | null;
    status: string | null;
    tags: Readonly<Record<string, string>>;
    tags_all: Readonly<Record<string, string>>;
    type: string | null;
    version_description: string | null;
    encryption_configuration: readonly {
      kms_data_key_reuse_period_seconds: number | null;
      kms_key_id: string | null;
      type: string | null;
    }[];
    logging_configuration: readonly {
      include_execution_data: boolean | null;
      level: string | null;
      log_destination: string | null;
    }[];
    timeouts: {
      create: string | null;
      delete: string | null;
      update: string | null;
    } | null;
    tracing_configuration: readonly {
      enabled: boolean | null;
    }[];
  };
  aws_sfn_activity: {
    creation_date: string | null;
    id: string | null;
    name: string;
    tags: Readonly<Record<string, string>>;
    tags_all: Readonly<Record<string, string>>;
    encryption_configuration: readonly {
      kms_data_key_reuse_period_seconds: number | null;
      kms_key_id: string | null;
      type: string | null;
    }[];
  };
  aws_sfn_alias: {
    arn: string | null;
    creation_date: string | null;
    description: string | null;
    id: string | null;
    name: string;
    routing_configuration: readonly {
      state_machine_version_arn: string;
      weight: number;
    }[];
    timeouts: {
      create: string | null;
      delete: string | null;
      update: string | null;
    } | null;
  };
}
