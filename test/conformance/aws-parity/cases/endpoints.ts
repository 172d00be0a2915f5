/** Security groups with rules of their own, and VPC endpoints with what is joined to them. */
import { data, importedBy, type ParityCase, policyDocument, resource } from "../parity-case.ts";

const POLICY = policyDocument({ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "*" });

export const endpointCases: readonly ParityCase[] = [
  {
    name: "security group rules",
    steps: [
      resource("aws_vpc", "svpc", { cidr_block: "10.5.0.0/16" }),
      resource("aws_security_group", "sgroup", (made) => ({ vpc_id: made("svpc", "id"), name_prefix: "parity-" })),
      resource("aws_security_group", "source", (made) => ({ vpc_id: made("svpc", "id"), name: "parity-source" })),
      importedBy(
        resource(
          "aws_security_group_rule",
          "rule",
          (made) => ({
            type: "ingress",
            security_group_id: made("sgroup", "id"),
            from_port: 443,
            to_port: 443,
            protocol: "tcp",
            cidr_blocks: ["10.0.0.0/8", "172.16.0.0/12"],
            description: "two",
          }),
          (made) => ({
            type: "ingress",
            security_group_id: made("sgroup", "id"),
            from_port: 443,
            to_port: 443,
            protocol: "tcp",
            cidr_blocks: ["10.0.0.0/8", "172.16.0.0/12"],
            description: "changed",
          }),
        ),
        (made) => `${made("sgroup", "id")}_ingress_tcp_443_443_10.0.0.0/8_172.16.0.0/12`,
      ),
      importedBy(
        resource("aws_security_group_rule", "bysource", (made) => ({
          type: "egress",
          security_group_id: made("sgroup", "id"),
          from_port: 0,
          to_port: 0,
          protocol: "-1",
          source_security_group_id: made("source", "id"),
        })),
        (made) => `${made("sgroup", "id")}_egress_all_0_0_${made("source", "id")}`,
      ),
      resource(
        "aws_vpc_security_group_ingress_rule",
        "inward",
        (made) => ({
          security_group_id: made("source", "id"),
          cidr_ipv4: "10.0.0.0/8",
          from_port: 80,
          to_port: 80,
          ip_protocol: "tcp",
        }),
        (made) => ({
          security_group_id: made("source", "id"),
          cidr_ipv4: "10.0.0.0/8",
          from_port: 8080,
          to_port: 8080,
          ip_protocol: "tcp",
          description: "changed",
          tags: { a: "b" },
        }),
      ),
      resource("aws_vpc_security_group_egress_rule", "outward", (made) => ({
        security_group_id: made("source", "id"),
        referenced_security_group_id: made("sgroup", "id"),
        ip_protocol: "-1",
      })),
      data("aws_security_group", "groupd", (made) => ({ id: made("source", "id") })),
    ],
  },
  {
    name: "VPC endpoints",
    steps: [
      resource("aws_vpc", "evpc", { cidr_block: "10.6.0.0/16", enable_dns_hostnames: true }),
      resource(
        "aws_subnet",
        "esubnet",
        (made) => ({ vpc_id: made("evpc", "id"), cidr_block: "10.6.1.0/24" }),
        undefined,
        ["availability_zone", "availability_zone_id"],
      ),
      resource("aws_security_group", "egroup", (made) => ({ vpc_id: made("evpc", "id"), name: "parity-endpoint" })),
      resource("aws_route_table", "etable", (made) => ({ vpc_id: made("evpc", "id") })),
      resource(
        "aws_vpc_endpoint",
        "gateway",
        (made) => ({ vpc_id: made("evpc", "id"), service_name: "com.amazonaws.us-east-1.s3" }),
        (made) => ({
          vpc_id: made("evpc", "id"),
          service_name: "com.amazonaws.us-east-1.s3",
          policy: POLICY,
          tags: { a: "b" },
        }),
      ),
      importedBy(
        resource(
          "aws_vpc_endpoint_route_table_association",
          "joined",
          (made) => ({
            vpc_endpoint_id: made("gateway", "id"),
            route_table_id: made("etable", "id"),
          }),
          undefined,
          ["id"],
        ),
        (made) => `${made("gateway", "id")}/${made("etable", "id")}`,
      ),
      resource(
        "aws_vpc_endpoint",
        "interface",
        (made) => ({
          vpc_id: made("evpc", "id"),
          service_name: "com.amazonaws.us-east-1.execute-api",
          vpc_endpoint_type: "Interface",
          private_dns_enabled: true,
        }),
        undefined,
        ["dns_entry", "network_interface_ids", "security_group_ids"],
      ),
      importedBy(
        resource(
          "aws_vpc_endpoint_subnet_association",
          "insubnet",
          (made) => ({ vpc_endpoint_id: made("interface", "id"), subnet_id: made("esubnet", "id") }),
          undefined,
          ["id"],
        ),
        (made) => `${made("interface", "id")}/${made("esubnet", "id")}`,
      ),
      importedBy(
        resource(
          "aws_vpc_endpoint_security_group_association",
          "guarded",
          (made) => ({ vpc_endpoint_id: made("interface", "id"), security_group_id: made("egroup", "id") }),
          undefined,
          ["id"],
        ),
        false,
      ),
      resource("aws_vpc_endpoint_policy", "epolicy", (made) => ({
        vpc_endpoint_id: made("interface", "id"),
        policy: POLICY,
      })),
      data("aws_vpc_endpoint", "endpointd", (made) => ({ id: made("gateway", "id") })),
      data("aws_vpc_endpoint_service", "serviced", { service: "dynamodb", service_type: "Gateway" }),
    ],
  },
];
