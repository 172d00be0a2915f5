// Compiled by scripts/aws-schema; not edited by hand.
/** Attributes of data sources. */
export interface VpcDataSources {
  aws_availability_zones: {
    all_availability_zones: boolean | null;
    exclude_names: readonly string[];
    exclude_zone_ids: readonly string[];
    group_names: readonly string[];
    id: string | null;
    names: readonly string[];
    state: string | null;
    zone_ids: readonly string[];
    filter: readonly {
      name: string;
      values: readonly string[];
    }[];
    timeouts: {
      read: string | null;
    } | null;
  };
  aws_availability_zone: {
    all_availability_zones: boolean | null;
    group_name: string | null;
    id: string | null;
    name: string | null;
    name_suffix: string | null;
    network_border_group: string | null;
    opt_in_status: string | null;
    parent_zone_id: string | null;
    parent_zone_name: string | null;
    region: string | null;
    state: string | null;
    zone_id: string | null;
    zone_type: string | null;
    filter: readonly {
      name: string;
      values: readonly string[];
    }[];
    timeouts: {
      read: string | null;
    } | null;
  };
  aws_vpc: {
    arn: string | null;
    cidr_block: string | null;
    cidr_block_associations: readonly { association_id: string | null; cidr_block: string | null; state: string | null }[];
    default: boolean | null;
    dhcp_options_id: string | null;
    enable_dns_hostnames: boolean | null;
    enable_dns_support: boolean | null;
    enable_network_address_usage_metrics: boolean | null;
    id: string | null;
    instance_tenancy: string | null;
    ipv6_association_id: string | null;
    ipv6_cidr_block: string | null;
    main_route_table_id: string | null;
    owner_id: string | null;
    state: string | null;
    tags: Readonly<Record<string, string>>;
    filter: readonly {
      name: string;
      values: readonly string[];
    }[];
    timeouts: {
      read: string | null;
    } | null;
  };
  aws_vpcs: {
    id: string | null;
    ids: readonly string[];
    tags: Readonly<Record<string, string>>;
    filter: readonly {
      name: string;
      values: readonly string[];
    }[];
    timeouts: {
      read: string | null;
    } | null;
  };
  aws_subnet: {
    arn: string | null;
    assign_ipv6_address_on_creation: boolean | null;
    availability_zone: string | null;
    availability_zone_id: string | null;
    available_ip_address_count: number | null;
    cidr_block: string | null;
    customer_owned_ipv4_pool: string | null;
    default_for_az: boolean | null;
    enable_dns64: boolean | null;
    enable_lni_at_device_index: number | null;
    enable_resource_name_dns_a_record_on_launch: boolean | null;
    enable_resource_name_dns_aaaa_record_on_launch: boolean | null;
    id: string | null;
    ipv6_cidr_block: string | null;
    ipv6_cidr_block_association_id: string | null;
    ipv6_native: boolean | null;
    map_customer_owned_ip_on_launch: boolean | null;
    map_public_ip_on_launch: boolean | null;
    outpost_arn: string | null;
    owner_id: string | null;
    private_dns_hostname_type_on_launch: string | null;
    state: string | null;
    tags: Readonly<Record<string, string>>;
    vpc_id: string | null;
    filter: readonly {
      name: string;
      values: readonly string[];
    }[];
    timeouts: {
      read: string | null;
    } | null;
  };
  aws_subnets: {
    id: string | null;
    ids: readonly string[];
    tags: Readonly<Record<string, string>>;
    filter: readonly {
      name: string;
      values: readonly string[];
    }[];
    timeouts: {
      read: string | null;
    } | null;
  };
  aws_security_group: {
    arn: string | null;
    description: string | null;
    id: string | null;
    name: string | null;
    tags: Readonly<Record<string, string>>;
    vpc_id: string | null;
    filter: readonly {
      name: string;
      values: readonly string[];
    }[];
    timeouts: {
      read: string | null;
    } | null;
  };
  aws_security_groups: {
    arns: readonly string[];
    id: string | null;
    ids: readonly string[];
    tags: Readonly<Record<string, string>>;
    vpc_ids: readonly string[];
    filter: readonly {
      name: string;
      values: readonly string[];
    }[];
    timeouts: {
      read: string | null;
    } | null;
  };
  aws_route_table: {
    arn: string | null;
    associations: readonly { gateway_id: string | null; main: boolean | null; route_table_association_id: string | null; route_table_id: string | null; subnet_id: string | null }[];
    gateway_id: string | null;
    id: string | null;
    owner_id: string | null;
    route_table_id: string | null;
    routes: readonly { carrier_gateway_id: string | null; cidr_block: string | null; core_network_arn: string | null; destination_prefix_list_id: string | null; egress_only_gateway_id: string | null; gateway_id: string | null; instance_id: string | null; ipv6_cidr_block: string | null; local_gateway_id: string | null; nat_gateway_id: string | null; network_interface_id: string | null; transit_gateway_id: string | null; vpc_endpoint_id: string | null; vpc_peering_connection_id: string | null }[];
    subnet_id: string | null;
    tags: Readonly<Record<string, string>>;
    vpc_id: string | null;
    filter: readonly {
      name: string;
      values: readonly string[];
    }[];
    timeouts: {
      read: string | null;
    } | null;
  };
  aws_route_tables: {
    id: string | null;
    ids: readonly string[];
    tags: Readonly<Record<string, string>>;
    vpc_id: string | null;
    filter: readonly {
      name: string;
      values: readonly string[];
    }[];
    timeouts: {
      read: string | null;
    } | null;
  };
  aws_internet_gateway: {
    arn: string | null;
    attachments: readonly { state: string | null; vpc_id: string | null }[];
    id: string | null;
    internet_gateway_id: string | null;
    owner_id: string | null;
    tags: Readonly<Record<string, string>>;
    filter: readonly {
      name: string;
      values: readonly string[];
    }[];
    timeouts: {
      read: string | null;
    } | null;
  };
  aws_nat_gateway: {
    allocation_id: string | null;
    association_id: string | null;
    connectivity_type: string | null;
    id: string | null;
    network_interface_id: string | null;
    private_ip: string | null;
    public_ip: string | null;
    secondary_allocation_ids: readonly string[];
    secondary_private_ip_address_count: number | null;
    secondary_private_ip_addresses: readonly string[];
    state: string | null;
    subnet_id: string | null;
    tags: Readonly<Record<string, string>>;
    vpc_id: string | null;
    filter: readonly {
      name: string;
      values: readonly string[];
    }[];
    timeouts: {
      read: string | null;
    } | null;
  };
  aws_network_interface: {
    arn: string | null;
    association: readonly { allocation_id: string | null; association_id: string | null; carrier_ip: string | null; customer_owned_ip: string | null; ip_owner_id: string | null; public_dns_name: string | null; public_ip: string | null }[];
    attachment: readonly { attachment_id: string | null; device_index: number | null; instance_id: string | null; instance_owner_id: string | null }[];
    availability_zone: string | null;
    description: string | null;
    id: string | null;
    interface_type: string | null;
    ipv6_addresses: readonly string[];
    mac_address: string | null;
    outpost_arn: string | null;
    owner_id: string | null;
    private_dns_name: string | null;
    private_ip: string | null;
    private_ips: readonly string[];
    requester_id: string | null;
    security_groups: readonly string[];
    subnet_id: string | null;
    tags: Readonly<Record<string, string>>;
    vpc_id: string | null;
    filter: readonly {
      name: string;
      values: readonly string[];
    }[];
    timeouts: {
      read: string | null;
    } | null;
  };
  aws_vpc_endpoint: {
    arn: string | null;
    cidr_blocks: readonly string[];
    dns_entry: readonly { dns_name: string | null; hosted_zone_id: string | null }[];
    dns_options: readonly { dns_record_ip_type: string | null; private_dns_only_for_inbound_resolver_endpoint: boolean | null }[];
    id: string | null;
    ip_address_type: string | null;
    network_interface_ids: readonly string[];
    owner_id: string | null;
    policy: string | null;
    prefix_list_id: string | null;
    private_dns_enabled: boolean | null;
    requester_managed: boolean | null;
    route_table_ids: readonly string[];
    security_group_ids: readonly string[];
    service_name: string | null;
    state: string | null;
    subnet_ids: readonly string[];
    tags: Readonly<Record<string, string>>;
    vpc_endpoint_type: string | null;
    vpc_id: string | null;
    filter: readonly {
      name: string;
      values: readonly string[];
    }[];
    timeouts: {
      read: string | null;
    } | null;
  };
  aws_vpc_endpoint_service: {
    acceptance_required: boolean | null;
    arn: string | null;
    availability_zones: readonly string[];
    base_endpoint_dns_names: readonly string[];
    id: string | null;
    manages_vpc_endpoints: boolean | null;
    owner: string | null;
    private_dns_name: string | null;
    private_dns_names: readonly string[];
    region: string | null;
    service: string | null;
    service_id: string | null;
    service_name: string | null;
    service_regions: readonly string[];
    service_type: string | null;
    supported_ip_address_types: readonly string[];
    tags: Readonly<Record<string, string>>;
    vpc_endpoint_policy_supported: boolean | null;
    filter: readonly {
      name: string;
      values: readonly string[];
    }[];
    timeouts: {
      read: string | null;
    } | null;
  };
  aws_prefix_list: {
    cidr_blocks: readonly string[];
    id: string | null;
    name: string | null;
    prefix_list_id: string | null;
    filter: readonly {
      name: string;
      values: readonly string[];
    }[];
    timeouts: {
      read: string | null;
    } | null;
  };
  aws_ec2_managed_prefix_list: {
    address_family: string | null;
    arn: string | null;
    entries: readonly { cidr: string | null; description: string | null }[];
    id: string | null;
    max_entries: number | null;
    name: string | null;
    owner_id: string | null;
    tags: Readonly<Record<string, string>>;
    version: number | null;
    filter: readonly {
      name: string;
      values: readonly string[];
    }[];
    timeouts: {
      read: string | null;
    } | null;
  };
}
