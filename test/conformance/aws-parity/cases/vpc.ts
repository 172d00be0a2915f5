import { type ParityCase, resource } from "../parity-case.ts";

const ANYWHERE = { from_port: 0, to_port: 0, protocol: "-1", cidr_blocks: ["0.0.0.0/0"] };

export const vpcCases: readonly ParityCase[] = [
  {
    name: "VPC, subnet, security group",
    steps: [
      resource(
        "aws_vpc",
        "vpc",
        { cidr_block: "10.0.0.0/16", enable_dns_hostnames: true, tags: { Name: "parity" } },
        { cidr_block: "10.0.0.0/16", enable_dns_hostnames: false, tags: { Name: "changed" } },
      ),
      resource(
        "aws_subnet",
        "subnet",
        (made) => ({ vpc_id: made("vpc", "id"), cidr_block: "10.0.1.0/24", availability_zone: "us-east-1a" }),
        (made) => ({
          vpc_id: made("vpc", "id"),
          cidr_block: "10.0.1.0/24",
          availability_zone: "us-east-1a",
          map_public_ip_on_launch: true,
        }),
      ),
      resource(
        "aws_security_group",
        "group",
        (made) => ({ vpc_id: made("vpc", "id"), name: "parity", ingress: [ANYWHERE], egress: [ANYWHERE] }),
        (made) => ({
          vpc_id: made("vpc", "id"),
          name: "parity",
          ingress: [
            {
              from_port: 443,
              to_port: 443,
              protocol: "tcp",
              cidr_blocks: ["10.0.0.0/8"],
              description: "TLS",
              self: true,
            },
          ],
          egress: [ANYWHERE],
          tags: { a: "b" },
        }),
      ),
    ],
  },
];
