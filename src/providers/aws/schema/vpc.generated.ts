// Compiled by scripts/aws-schema; not edited by hand.
/** Attributes of resource types. */
export interface VpcResources {
  aws_security_group: {
    arn: string | null;
    description: string | null;
    egress: readonly { cidr_blocks: readonly string[]; description: string | null; from_port: number | null; ipv6_cidr_blocks: readonly string[]; prefix_list_ids: readonly string[]; protocol: string | null; security_groups: readonly string[]; self: boolean | null; to_port: number | null }[];
    id: string | null;
    ingress: readonly { cidr_blocks: readonly string[]; description: string | null; from_port: number | null; ipv6_cidr_blocks: readonly string[]; prefix_list_ids: readonly string[]; protocol: string | null; security_groups: readonly string[]; self: boolean | null; to_port: number | null }[];
    name: string | null;
    name_prefix: string | null;
    owner_id: string | null;
    revoke_rules_on_delete: boolean | null;
    tags: Readonly<Record<string, string>>;
    tags_all: Readonly<Record<string, string>>;
    vpc_id: string | null;
    timeouts: {
      create: string | null;
      delete: string | null;
    } | null;
  };
  aws_subnet: {
    arn: string | null;
    assign_ipv6_address_on_creation: boolean | null;
    availability_zone: string | null;
    availability_zone_id: string | null;
    cidr_block: string | null;
    customer_owned_ipv4_pool: string | null;
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
    tags: Readonly<Record<string, string>>;
    tags_all: Readonly<Record<string, string>>;
    vpc_id: string;
    timeouts: {
      create: string | null;
      delete: string | null;
    } | null;
  };
  aws_vpc: {
    arn: string | null;
    assign_generated_ipv6_cidr_block: boolean | null;
    cidr_block: string | null;
    default_network_acl_id: string | null;
    default_route_table_id: string | null;
    default_security_group_id: string | null;
    dhcp_options_id: string | null;
    enable_dns_hostnames: boolean | null;
    enable_dns_support: boolean | null;
    enable_network_address_usage_metrics: boolean | null;
    id: string | null;
    instance_tenancy: string | null;
    ipv4_ipam_pool_id: string | null;
    ipv4_netmask_length: number | null;
    ipv6_association_id: string | null;
    ipv6_cidr_block: string | null;
    ipv6_cidr_block_network_border_group: string | null;
    ipv6_ipam_pool_id: string | null;
    ipv6_netmask_length: number | null;
    main_route_table_id: string | null;
    owner_id: string | null;
    tags: Readonly<Record<string, string>>;
    tags_all: Readonly<Record<string, string>>;
  };
  aws_internet_gateway: {
    arn: string | null;
    id: string | null;
    owner_id: string | null;
    tags: Readonly<Record<string, string>>;
    tags_all: Readonly<Record<string, string>>;
    vpc_id: string | null;
    timeouts: {
      create: string | null;
      delete: string | null;
      update: string | null;
    } | null;
  };
  aws_route_table: {
    arn: string | null;
    id: string | null;
    owner_id: string | null;
    propagating_vgws: readonly string[];
    route: readonly { carrier_gateway_id: string | null; cidr_block: string | null; core_network_arn: string | null; destination_prefix_list_id: string | null; egress_only_gateway_id: string | null; gateway_id: string | null; ipv6_cidr_block: string | null; local_gateway_id: string | null; nat_gateway_id: string | null; network_interface_id: string | null; transit_gateway_id: string | null; vpc_endpoint_id: string | null; vpc_peering_connection_id: string | null }[];
    tags: Readonly<Record<string, string>>;
    tags_all: Readonly<Record<string, string>>;
    vpc_id: string;
    timeouts: {
      create: string | null;
      delete: string | null;
      update: string | null;
    } | null;
  };
  aws_route_table_association: {
    gateway_id: string | null;
    id: string | null;
    route_table_id: string;
    subnet_id: string | null;
    timeouts: {
      create: string | null;
      delete: string | null;
      update: string | null;
    } | null;
  };
  aws_eip: {
    address: string | null;
    allocation_id: string | null;
    arn: string | null;
    associate_with_private_ip: string | null;
    association_id: string | null;
    carrier_ip: string | null;
    customer_owned_ip: string | null;
    customer_owned_ipv4_pool: string | null;
    domain: string | null;
    id: string | null;
    instance: string | null;
    ipam_pool_id: string | null;
    network_border_group: string | null;
    network_interface: string | null;
    private_dns: string | null;
    private_ip: string | null;
    ptr_record: string | null;
    public_dns: string | null;
    public_ip: string | null;
    public_ipv4_pool: string | null;
    tags: Readonly<Record<string, string>>;
    tags_all: Readonly<Record<string, string>>;
    vpc: boolean | null;
    timeouts: {
      delete: string | null;
      read: string | null;
      update: string | null;
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
    subnet_id: string;
    tags: Readonly<Record<string, string>>;
    tags_all: Readonly<Record<string, string>>;
    timeouts: {
      create: string | null;
      delete: string | null;
      update: string | null;
    } | null;
  };
  aws_route: {
    carrier_gateway_id: string | null;
    core_network_arn: string | null;
    destination_cidr_block: string | null;
    destination_ipv6_cidr_block: string | null;
    destination_prefix_list_id: string | null;
    egress_only_gateway_id: string | null;
    gateway_id: string | null;
    id: string | null;
    instance_id: string | null;
    instance_owner_id: string | null;
    local_gateway_id: string | null;
    nat_gateway_id: string | null;
    network_interface_id: string | null;
    origin: string | null;
    route_table_id: string;
    state: string | null;
    transit_gateway_id: string | null;
    vpc_endpoint_id: string | null;
    vpc_peering_connection_id: string | null;
    timeouts: {
      create: string | null;
      delete: string | null;
      update: string | null;
    } | null;
  };
  aws_security_group_rule: {
    cidr_blocks: readonly string[];
    description: string | null;
    from_port: number;
    id: string | null;
    ipv6_cidr_blocks: readonly string[];
    prefix_list_ids: readonly string[];
    protocol: string;
    security_group_id: string;
    security_group_rule_id: string | null;
    self: boolean | null;
    source_security_group_id: string | null;
    to_port: number;
    type: string;
    timeouts: {
      create: string | null;
    } | null;
  };
  aws_default_security_group: {
    arn: string | null;
    description: string | null;
    egress: readonly { cidr_blocks: readonly string[]; description: string | null; from_port: number | null; ipv6_cidr_blocks: readonly string[]; prefix_list_ids: readonly string[]; protocol: string | null; security_groups: readonly string[]; self: boolean | null; to_port: number | null }[];
    id: string | null;
    ingress: readonly { cidr_blocks: readonly string[]; description: string | null; from_port: number | null; ipv6_cidr_blocks: readonly string[]; prefix_list_ids: readonly string[]; protocol: string | null; security_groups: readonly string[]; self: boolean | null; to_port: number | null }[];
    name: string | null;
    name_prefix: string | null;
    owner_id: string | null;
    revoke_rules_on_delete: boolean | null;
    tags: Readonly<Record<string, string>>;
    tags_all: Readonly<Record<string, string>>;
    vpc_id: string | null;
  };
  aws_vpc_security_group_ingress_rule: {
    arn: string | null;
    cidr_ipv4: string | null;
    cidr_ipv6: string | null;
    description: string | null;
    from_port: number | null;
    id: string | null;
    ip_protocol: string;
    prefix_list_id: string | null;
    referenced_security_group_id: string | null;
    security_group_id: string;
    security_group_rule_id: string | null;
    tags: Readonly<Record<string, string>>;
    tags_all: Readonly<Record<string, string>>;
    to_port: number | null;
  };
  aws_vpc_security_group_egress_rule: {
    arn: string | null;
    cidr_ipv4: string | null;
    cidr_ipv6: string | null;
    description: string | null;
    from_port: number | null;
    id: string | null;
    ip_protocol: string;
    prefix_list_id: string | null;
    referenced_security_group_id: string | null;
    security_group_id: string;
    security_group_rule_id: string | null;
    tags: Readonly<Record<string, string>>;
    tags_all: Readonly<Record<string, string>>;
    to_port: number | null;
  };
  aws_vpc_endpoint: {
    arn: string | null;
    auto_accept: boolean | null;
    cidr_blocks: readonly string[];
    dns_entry: readonly { dns_name: string | null; hosted_zone_id: string | null }[];
    id: string | null;
    ip_address_type: string | null;
    network_interface_ids: readonly string[];
    owner_id: string | null;
    policy: string | null;
    prefix_list_id: string | null;
    private_dns_enabled: boolean | null;
    requester_managed: boolean | null;
    resource_configuration_arn: string | null;
    route_table_ids: readonly string[];
    security_group_ids: readonly string[];
    service_name: string | null;
    service_network_arn: string | null;
    service_region: string | null;
    state: string | null;
    subnet_ids: readonly string[];
    tags: Readonly<Record<string, string>>;
    tags_all: Readonly<Record<string, string>>;
    vpc_endpoint_type: string | null;
    vpc_id: string;
    dns_options: readonly {
      dns_record_ip_type: string | null;
      private_dns_only_for_inbound_resolver_endpoint: boolean | null;
    }[];
    subnet_configuration: readonly {
      ipv4: string | null;
      ipv6: string | null;
      subnet_id: string | null;
    }[];
    timeouts: {
      create: string | null;
      delete: string | null;
      update: string | null;
    } | null;
  };
  aws_vpc_endpoint_route_table_association: {
    id: string | null;
    route_table_id: string;
    vpc_endpoint_id: string;
  };
  aws_vpc_endpoint_subnet_association: {
    id: string | null;
    subnet_id: string;
    vpc_endpoint_id: string;
    timeouts: {
      create: string | null;
      delete: string | null;
    } | null;
  };
  aws_vpc_endpoint_security_group_association: {
    id: string | null;
    replace_default_association: boolean | null;
    security_group_id: string;
    vpc_endpoint_id: string;
  };
  aws_vpc_endpoint_policy: {
    id: string | null;
    policy: string | null;
    vpc_endpoint_id: string;
    timeouts: {
      create: string | null;
      delete: string | null;
    } | null;
  };
  aws_main_route_table_association: {
    id: string | null;
    original_route_table_id: string | null;
    route_table_id: string;
    vpc_id: string;
    timeouts: {
      create: string | null;
      delete: string | null;
      update: string | null;
    } | null;
  };
  aws_default_vpc: {
    arn: string | null;
    assign_generated_ipv6_cidr_block: boolean | null;
    cidr_block: string | null;
    default_network_acl_id: string | null;
    default_route_table_id: string | null;
    default_security_group_id: string | null;
    dhcp_options_id: string | null;
    enable_dns_hostnames: boolean | null;
    enable_dns_support: boolean | null;
    enable_network_address_usage_metrics: boolean | null;
    existing_default_vpc: boolean | null;
    force_destroy: boolean | null;
    id: string | null;
    instance_tenancy: string | null;
    ipv6_association_id: string | null;
    ipv6_cidr_block: string | null;
    ipv6_cidr_block_network_border_group: string | null;
    ipv6_ipam_pool_id: string | null;
    ipv6_netmask_length: number | null;
    main_route_table_id: string | null;
    owner_id: string | null;
    tags: Readonly<Record<string, string>>;
    tags_all: Readonly<Record<string, string>>;
  };
  aws_default_subnet: {
    arn: string | null;
    assign_ipv6_address_on_creation: boolean | null;
    availability_zone: string;
    availability_zone_id: string | null;
    cidr_block: string | null;
    customer_owned_ipv4_pool: string | null;
    enable_dns64: boolean | null;
    enable_lni_at_device_index: number | null;
    enable_resource_name_dns_a_record_on_launch: boolean | null;
    enable_resource_name_dns_aaaa_record_on_launch: boolean | null;
    existing_default_subnet: boolean | null;
    force_destroy: boolean | null;
    id: string | null;
    ipv6_cidr_block: string | null;
    ipv6_cidr_block_association_id: string | null;
    ipv6_native: boolean | null;
    map_customer_owned_ip_on_launch: boolean | null;
    map_public_ip_on_launch: boolean | null;
    outpost_arn: string | null;
    owner_id: string | null;
    private_dns_hostname_type_on_launch: string | null;
    tags: Readonly<Record<string, string>>;
    tags_all: Readonly<Record<string, string>>;
    vpc_id: string | null;
    timeouts: {
      create: string | null;
      delete: string | null;
    } | null;
  };
  aws_default_route_table: {
    arn: string | null;
    default_route_table_id: string;
    id: string | null;
    owner_id: string | null;
    propagating_vgws: readonly string[];
    route: readonly { cidr_block: string | null; core_network_arn: string | null; destination_prefix_list_id: string | null; egress_only_gateway_id: string | null; gateway_id: string | null; instance_id: string | null; ipv6_cidr_block: string | null; nat_gateway_id: string | null; network_interface_id: string | null; transit_gateway_id: string | null; vpc_endpoint_id: string | null; vpc_peering_connection_id: string | null }[];
    tags: Readonly<Record<string, string>>;
    tags_all: Readonly<Record<string, string>>;
    vpc_id: string | null;
    timeouts: {
      create: string | null;
      update: string | null;
    } | null;
  };
  aws_default_network_acl: {
    arn: string | null;
    default_network_acl_id: string;
    id: string | null;
    owner_id: string | null;
    subnet_ids: readonly string[];
    tags: Readonly<Record<string, string>>;
    tags_all: Readonly<Record<string, string>>;
    vpc_id: string | null;
    egress: readonly {
      action: string;
      cidr_block: string | null;
      from_port: number;
      icmp_code: number | null;
      icmp_type: number | null;
      ipv6_cidr_block: string | null;
      protocol: string;
      rule_no: number;
      to_port: number;
    }[];
    ingress: readonly {
      action: string;
      cidr_block: string | null;
      from_port: number;
      icmp_code: number | null;
      icmp_type: number | null;
      ipv6_cidr_block: string | null;
      protocol: string;
      rule_no: number;
      to_port: number;
    }[];
  };
  aws_network_acl: {
    arn: string | null;
    egress: readonly { action: string | null; cidr_block: string | null; from_port: number | null; icmp_code: number | null; icmp_type: number | null; ipv6_cidr_block: string | null; protocol: string | null; rule_no: number | null; to_port: number | null }[];
    id: string | null;
    ingress: readonly { action: string | null; cidr_block: string | null; from_port: number | null; icmp_code: number | null; icmp_type: number | null; ipv6_cidr_block: string | null; protocol: string | null; rule_no: number | null; to_port: number | null }[];
    owner_id: string | null;
    subnet_ids: readonly string[];
    tags: Readonly<Record<string, string>>;
    tags_all: Readonly<Record<string, string>>;
    vpc_id: string;
  };
  aws_network_acl_rule: {
    cidr_block: string | null;
    egress: boolean | null;
    from_port: number | null;
    icmp_code: number | null;
    icmp_type: number | null;
    id: string | null;
    ipv6_cidr_block: string | null;
    network_acl_id: string;
    protocol: string;
    rule_action: string;
    rule_number: number;
    to_port: number | null;
  };
  aws_network_interface: {
    arn: string | null;
    description: string | null;
    enable_primary_ipv6: boolean | null;
    id: string | null;
    interface_type: string | null;
    ipv4_prefix_count: number | null;
    ipv4_prefixes: readonly string[];
    ipv6_address_count: number | null;
    ipv6_address_list: readonly string[];
    ipv6_address_list_enabled: boolean | null;
    ipv6_addresses: readonly string[];
    ipv6_prefix_count: number | null;
    ipv6_prefixes: readonly string[];
    mac_address: string | null;
    outpost_arn: string | null;
    owner_id: string | null;
    private_dns_name: string | null;
    private_ip: string | null;
    private_ip_list: readonly string[];
    private_ip_list_enabled: boolean | null;
    private_ips: readonly string[];
    private_ips_count: number | null;
    security_groups: readonly string[];
    source_dest_check: boolean | null;
    subnet_id: string;
    tags: Readonly<Record<string, string>>;
    tags_all: Readonly<Record<string, string>>;
    attachment: readonly {
      attachment_id: string | null;
      device_index: number;
      instance: string;
    }[];
  };
  aws_egress_only_internet_gateway: {
    id: string | null;
    tags: Readonly<Record<string, string>>;
    tags_all: Readonly<Record<string, string>>;
    vpc_id: string;
  };
  aws_vpc_dhcp_options: {
    arn: string | null;
    domain_name: string | null;
    domain_name_servers: readonly string[];
    id: string | null;
    ipv6_address_preferred_lease_time: string | null;
    netbios_name_servers: readonly string[];
    netbios_node_type: string | null;
    ntp_servers: readonly string[];
    owner_id: string | null;
    tags: Readonly<Record<string, string>>;
    tags_all: Readonly<Record<string, string>>;
  };
  aws_vpc_dhcp_options_association: {
    dhcp_options_id: string;
    id: string | null;
    vpc_id: string;
  };
  aws_vpc_ipv4_cidr_block_association: {
    cidr_block: string | null;
    id: string | null;
    ipv4_ipam_pool_id: string | null;
    ipv4_netmask_length: number | null;
    vpc_id: string;
    timeouts: {
      create: string | null;
      delete: string | null;
    } | null;
  };
  aws_flow_log: {
    arn: string | null;
    deliver_cross_account_role: string | null;
    eni_id: string | null;
    iam_role_arn: string | null;
    id: string | null;
    log_destination: string | null;
    log_destination_type: string | null;
    log_format: string | null;
    log_group_name: string | null;
    max_aggregation_interval: number | null;
    subnet_id: string | null;
    tags: Readonly<Record<string, string>>;
    tags_all: Readonly<Record<string, string>>;
    traffic_type: string | null;
    transit_gateway_attachment_id: string | null;
    transit_gateway_id: string | null;
    vpc_id: string | null;
    destination_options: readonly {
      file_format: string | null;
      hive_compatible_partitions: boolean | null;
      per_hour_partition: boolean | null;
    }[];
  };
  aws_ec2_managed_prefix_list: {
    address_family: string;
    arn: string | null;
    id: string | null;
    max_entries: number;
    name: string;
    owner_id: string | null;
    tags: Readonly<Record<string, string>>;
    tags_all: Readonly<Record<string, string>>;
    version: number | null;
    entry: readonly {
      cidr: string;
      description: string | null;
    }[];
  };
}
