/** What is in a VPC: gateways, tables, ACLs, interfaces, flow logs, prefix lists. */
import { ASSUME_LAMBDA, data, importedBy, type Made, type ParityCase, resource } from "../parity-case.ts";

const vpc = (name: string, block: string, more: object = {}) =>
  resource("aws_vpc", name, { cidr_block: block, tags: { Name: `parity-${name}` }, ...more });
const subnet = (name: string, of: string, block: string, zone = "us-east-1a") =>
  resource("aws_subnet", name, (made) => ({ vpc_id: made(of, "id"), cidr_block: block, availability_zone: zone }));

const entry = (rule_no: number, from_port: number, to_port: number, protocol = "tcp") => ({
  rule_no,
  action: "allow",
  protocol,
  cidr_block: "10.0.0.0/8",
  from_port,
  to_port,
});
/** As an attribute of the VPC's ACL type, which wants every member. */
const whole = (one: object) => ({ icmp_code: 0, icmp_type: 0, ipv6_cidr_block: "", ...one });

/** What a card is given by itself. */
const OWN = ["mac_address"];

export const networkCases: readonly ParityCase[] = [
  {
    name: "gateways, route tables, routes",
    steps: [
      vpc("gvpc", "10.1.0.0/16", { assign_generated_ipv6_cidr_block: true }),
      resource(
        "aws_internet_gateway",
        "igw",
        (made) => ({ vpc_id: made("gvpc", "id") }),
        (made) => ({ vpc_id: made("gvpc", "id"), tags: { a: "b" } }),
      ),
      resource("aws_egress_only_internet_gateway", "eigw", (made) => ({ vpc_id: made("gvpc", "id") })),
      subnet("gsubnet", "gvpc", "10.1.1.0/24"),
      resource("aws_eip", "eip", { domain: "vpc" }, { domain: "vpc", tags: { Name: "nat" } }),
      resource(
        "aws_nat_gateway",
        "nat",
        (made) => ({ allocation_id: made("eip", "id"), subnet_id: made("gsubnet", "id") }),
        (made) => ({ allocation_id: made("eip", "id"), subnet_id: made("gsubnet", "id"), tags: { Name: "nat" } }),
        ["association_id", "network_interface_id"],
      ),
      resource("aws_nat_gateway", "private", (made) => ({
        connectivity_type: "private",
        subnet_id: made("gsubnet", "id"),
      })),
      resource(
        "aws_route_table",
        "table",
        (made) => ({
          vpc_id: made("gvpc", "id"),
          route: [{ cidr_block: "0.0.0.0/0", gateway_id: made("igw", "id") }],
        }),
        (made) => ({
          vpc_id: made("gvpc", "id"),
          route: [
            { cidr_block: "10.99.0.0/16", gateway_id: made("igw", "id") },
            { ipv6_cidr_block: "::/0", egress_only_gateway_id: made("eigw", "id") },
          ],
          tags: { a: "b" },
        }),
      ),
      resource("aws_route_table_association", "assoc", (made) => ({
        subnet_id: made("gsubnet", "id"),
        route_table_id: made("table", "id"),
      })),
      resource("aws_route_table", "other", (made) => ({ vpc_id: made("gvpc", "id") })),
      importedBy(
        resource(
          "aws_route",
          "route",
          (made) => ({
            route_table_id: made("other", "id"),
            destination_cidr_block: "10.50.0.0/16",
            gateway_id: made("igw", "id"),
          }),
          (made) => ({
            route_table_id: made("other", "id"),
            destination_cidr_block: "10.50.0.0/16",
            nat_gateway_id: made("nat", "id"),
          }),
        ),
        (made) => `${made("other", "id")}_10.50.0.0/16`,
      ),
      resource("aws_main_route_table_association", "main", (made) => ({
        vpc_id: made("gvpc", "id"),
        route_table_id: made("other", "id"),
      })),
      data("aws_internet_gateway", "igwd", (made) => ({ internet_gateway_id: made("igw", "id") })),
      data("aws_nat_gateway", "natd", (made) => ({ id: made("nat", "id") })),
      data("aws_route_table", "tabled", (made) => ({ route_table_id: made("table", "id") })),
      data("aws_route_tables", "tablesd", (made) => ({
        filter: [{ name: "route-table-id", values: [made("table", "id")] }],
      })),
    ].map((step) => (step.name === "assoc" ? importedBy(step, associationId) : step)),
  },
  {
    name: "default route table, default ACL, default security group, DHCP, further blocks",
    steps: [
      vpc("dvpc", "10.2.0.0/16"),
      subnet("dsubnet", "dvpc", "10.2.1.0/24"),
      importedBy(
        resource(
          "aws_default_route_table",
          "dtable",
          (made) => ({ default_route_table_id: made("dvpc", "default_route_table_id"), tags: { Name: "default" } }),
          (made) => ({ default_route_table_id: made("dvpc", "default_route_table_id") }),
        ),
        (made) => made("dvpc", "id"),
      ),
      resource(
        "aws_default_network_acl",
        "dacl",
        (made) => ({
          default_network_acl_id: made("dvpc", "default_network_acl_id"),
          ingress: [entry(100, 443, 443)],
          egress: [
            { rule_no: 100, action: "allow", protocol: "-1", cidr_block: "0.0.0.0/0", from_port: 0, to_port: 0 },
          ],
          tags: { Name: "acl" },
        }),
        (made) => ({
          default_network_acl_id: made("dvpc", "default_network_acl_id"),
          ingress: [entry(200, 80, 80)],
        }),
        ["subnet_ids"],
      ),
      resource(
        "aws_default_security_group",
        "dgroup",
        (made) => ({
          vpc_id: made("dvpc", "id"),
          ingress: [{ from_port: 0, to_port: 0, protocol: "-1", self: true }],
        }),
        (made) => ({ vpc_id: made("dvpc", "id"), tags: { a: "b" } }),
        ["id", "arn"],
      ),
      resource(
        "aws_vpc_dhcp_options",
        "dhcp",
        { domain_name: "service.consul", domain_name_servers: ["127.0.0.1", "10.0.0.2"], ntp_servers: ["127.0.0.1"] },
        {
          domain_name: "service.consul",
          domain_name_servers: ["127.0.0.1", "10.0.0.2"],
          ntp_servers: ["127.0.0.1"],
          tags: { a: "b" },
        },
      ),
      importedBy(
        resource("aws_vpc_dhcp_options_association", "dhcpa", (made) => ({
          vpc_id: made("dvpc", "id"),
          dhcp_options_id: made("dhcp", "id"),
        })),
        (made) => made("dvpc", "id"),
      ),
      resource("aws_vpc_ipv4_cidr_block_association", "block", (made) => ({
        vpc_id: made("dvpc", "id"),
        cidr_block: "172.20.0.0/16",
      })),
      data("aws_vpc", "vpcd", (made) => ({ id: made("dvpc", "id") })),
      data("aws_vpcs", "vpcsd", (made) => ({ filter: [{ name: "vpc-id", values: [made("dvpc", "id")] }] })),
      data("aws_subnet", "subnetd", (made) => ({ id: made("dsubnet", "id") })),
      data("aws_subnets", "subnetsd", (made) => ({ filter: [{ name: "vpc-id", values: [made("dvpc", "id")] }] })),
    ],
  },
  {
    name: "network ACL and its rules",
    steps: [
      vpc("avpc", "10.3.0.0/16"),
      subnet("asubnet", "avpc", "10.3.1.0/24"),
      resource(
        "aws_network_acl",
        "acl",
        (made) => ({
          vpc_id: made("avpc", "id"),
          subnet_ids: [made("asubnet", "id")],
          ingress: [whole(entry(100, 443, 443)), whole(entry(110, 80, 80, "6"))],
          egress: [
            whole({ rule_no: 100, action: "deny", protocol: "-1", cidr_block: "0.0.0.0/0", from_port: 0, to_port: 0 }),
          ],
        }),
        (made) => ({
          vpc_id: made("avpc", "id"),
          ingress: [whole(entry(100, 443, 443))],
          egress: [],
          subnet_ids: [],
          tags: { Name: "changed" },
        }),
      ),
      resource("aws_network_acl", "bare", (made) => ({ vpc_id: made("avpc", "id") })),
      importedBy(
        resource("aws_network_acl_rule", "rule", (made) => ({
          network_acl_id: made("bare", "id"),
          rule_number: 200,
          egress: false,
          protocol: "tcp",
          rule_action: "allow",
          cidr_block: "10.0.0.0/8",
          from_port: 22,
          to_port: 22,
        })),
        (made) => `${made("bare", "id")}:200:tcp:false`,
      ),
      importedBy(
        resource("aws_network_acl_rule", "ping", (made) => ({
          network_acl_id: made("bare", "id"),
          rule_number: 300,
          egress: true,
          protocol: "icmp",
          rule_action: "deny",
          cidr_block: "0.0.0.0/0",
          icmp_type: -1,
          icmp_code: -1,
        })),
        (made) => `${made("bare", "id")}:300:icmp:true`,
      ),
    ],
  },
  {
    name: "network interfaces, prefix list, flow logs",
    steps: [
      vpc("ivpc", "10.4.0.0/16"),
      subnet("isubnet", "ivpc", "10.4.1.0/24"),
      resource("aws_security_group", "igroup", (made) => ({ vpc_id: made("ivpc", "id"), name: "parity-interfaces" })),
      resource("aws_network_interface", "plain", (made) => ({ subnet_id: made("isubnet", "id") }), undefined, OWN),
      resource(
        "aws_network_interface",
        "card",
        (made) => ({
          subnet_id: made("isubnet", "id"),
          private_ips: ["10.4.1.50"],
          security_groups: [made("igroup", "id")],
          description: "card",
        }),
        (made) => ({
          subnet_id: made("isubnet", "id"),
          private_ips: ["10.4.1.50", "10.4.1.51"],
          security_groups: [made("igroup", "id")],
          description: "changed",
          source_dest_check: false,
          tags: { a: "b" },
        }),
        ["mac_address"],
      ),
      data("aws_network_interface", "cardd", (made) => ({ id: made("card", "id") })),
      resource(
        "aws_ec2_managed_prefix_list",
        "list",
        { name: "parity", address_family: "IPv4", max_entries: 3, entry: [{ cidr: "10.0.0.0/8", description: "ten" }] },
        {
          name: "parity2",
          address_family: "IPv4",
          max_entries: 3,
          entry: [{ cidr: "10.0.0.0/8", description: "ten" }, { cidr: "172.16.0.0/12" }],
          tags: { a: "b" },
        },
      ),
      data("aws_ec2_managed_prefix_list", "listd", (made) => ({ id: made("list", "id") })),
      data("aws_prefix_list", "listp", { name: "com.amazonaws.us-east-1.s3" }),
      resource("aws_cloudwatch_log_group", "flow", { name: "/parity/flow" }),
      resource("aws_iam_role", "flowrole", { name: "parity-flow", assume_role_policy: ASSUME_LAMBDA }),
      resource(
        "aws_flow_log",
        "log",
        (made) => ({
          vpc_id: made("ivpc", "id"),
          traffic_type: "ALL",
          log_destination: made("flow", "arn"),
          iam_role_arn: made("flowrole", "arn"),
        }),
        (made) => ({
          vpc_id: made("ivpc", "id"),
          traffic_type: "ALL",
          log_destination: made("flow", "arn"),
          iam_role_arn: made("flowrole", "arn"),
          tags: { a: "b" },
        }),
      ),
      resource("aws_s3_bucket", "flowbucket", { bucket: "parity-flow-bucket" }),
      resource("aws_flow_log", "tobucket", (made) => ({
        subnet_id: made("isubnet", "id"),
        traffic_type: "REJECT",
        log_destination: made("flowbucket", "arn"),
        log_destination_type: "s3",
        max_aggregation_interval: 60,
        destination_options: [{ file_format: "parquet", per_hour_partition: true }],
      })),
    ],
  },
  {
    name: "default VPC and subnet",
    steps: [
      resource(
        "aws_default_vpc",
        "default",
        { tags: { Name: "Default" } },
        { enable_dns_hostnames: false, tags: { Name: "changed" } },
        ["dhcp_options_id"],
      ),
      resource(
        "aws_default_subnet",
        "zone",
        { availability_zone: "us-east-1a", tags: { Name: "a" } },
        { availability_zone: "us-east-1a", map_public_ip_on_launch: false },
      ),
      data("aws_availability_zones", "zones", { state: "available" }),
      data("aws_availability_zone", "onezone", { name: "us-east-1b" }),
      data("aws_security_groups", "groups", (made) => ({
        filter: [{ name: "vpc-id", values: [made("default", "id")] }],
      })),
    ],
  },
];

function associationId(made: Made): string {
  return `${made("gsubnet", "id")}/${made("table", "id")}`;
}
