// Compiled by scripts/aws-schema; not edited by hand.
/** Attributes of data sources. */
export interface StsDataSources {
  aws_caller_identity: {
    account_id: string | null;
    arn: string | null;
    id: string | null;
    user_id: string | null;
  };
}
