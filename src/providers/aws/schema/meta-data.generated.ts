// Compiled by scripts/aws-schema; not edited by hand.
/** Attributes of data sources. */
export interface MetaDataSources {
  aws_partition: {
    dns_suffix: string | null;
    id: string | null;
    partition: string | null;
    reverse_dns_prefix: string | null;
  };
  aws_region: {
    description: string | null;
    endpoint: string | null;
    id: string | null;
    name: string | null;
  };
  aws_regions: {
    all_regions: boolean | null;
    id: string | null;
    names: readonly string[];
    filter: readonly {
      name: string;
      values: readonly string[];
    }[];
  };
  aws_default_tags: {
    id: string | null;
    tags: Readonly<Record<string, string>>;
  };
  aws_arn: {
    account: string | null;
    arn: string;
    id: string | null;
    partition: string | null;
    region: string | null;
    resource: string | null;
    service: string | null;
  };
  aws_service: {
    dns_name: string | null;
    id: string | null;
    partition: string | null;
    region: string | null;
    reverse_dns_name: string | null;
    reverse_dns_prefix: string | null;
    service_id: string | null;
    supported: boolean | null;
  };
  aws_service_principal: {
    id: string | null;
    name: string | null;
    region: string | null;
    service_name: string;
    suffix: string | null;
  };
  aws_ip_ranges: {
    cidr_blocks: readonly string[];
    create_date: string | null;
    id: string | null;
    ipv6_cidr_blocks: readonly string[];
    regions: readonly string[];
    services: readonly string[];
    sync_token: number | null;
    url: string | null;
  };
}
