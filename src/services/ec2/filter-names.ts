/**
 * The names of filters that EC2 knows, for each kind of thing; those of tags all kinds have. Any other is refused.
 * Source: EC2's API reference, the Describe operations.
 */
const NAMES = {
  "availability-zone":
    "group-long-name group-name message opt-in-status parent-zone-id parent-zone-name region-name state zone-id zone-name zone-type",
  "aws-prefix-list": "prefix-list-id prefix-list-name",
  "dhcp-options": "dhcp-options-id key value owner-id",
  "egress-only-internet-gateway": "",
  "elastic-ip":
    "allocation-id association-id instance-id network-border-group network-interface-id network-interface-owner-id private-ip-address public-ip domain",
  "group-vpc-association": "group-id group-owner-id state vpc-id vpc-owner-id",
  "internet-gateway": "attachment.state attachment.vpc-id internet-gateway-id owner-id",
  natgateway: "nat-gateway-id state subnet-id vpc-id",
  "network-acl":
    "association.association-id association.network-acl-id association.subnet-id default entry.cidr entry.icmp.code entry.icmp.type entry.ipv6-cidr entry.port-range.from entry.port-range.to entry.protocol entry.rule-action entry.egress entry.rule-number network-acl-id owner-id vpc-id",
  "network-interface":
    "association.allocation-id association.association-id addresses.association.owner-id addresses.association.public-ip addresses.primary addresses.private-ip-address association.ip-owner-id association.public-ip association.public-dns-name attachment.attach-time attachment.attachment-id attachment.delete-on-termination attachment.device-index attachment.instance-id attachment.instance-owner-id attachment.status availability-zone availability-zone-id description group-id ipv6-addresses.ipv6-address interface-type mac-address network-interface-id operator.managed operator.principal owner-id private-dns-name private-ip-address requester-id requester-managed source-dest-check status subnet-id vpc-id group-name",
  "prefix-list": "owner-id prefix-list-id prefix-list-name",
  region: "endpoint opt-in-status region-name",
  "route-table":
    "association.gateway-id association.route-table-association-id association.route-table-id association.subnet-id association.main owner-id route-table-id route.destination-cidr-block route.destination-ipv6-cidr-block route.destination-prefix-list-id route.egress-only-internet-gateway-id route.gateway-id route.instance-id route.nat-gateway-id route.transit-gateway-id route.origin route.state route.vpc-peering-connection-id vpc-id",
  "security-group":
    "description egress.ip-permission.cidr egress.ip-permission.from-port egress.ip-permission.group-id egress.ip-permission.group-name egress.ip-permission.ipv6-cidr egress.ip-permission.prefix-list-id egress.ip-permission.protocol egress.ip-permission.to-port egress.ip-permission.user-id group-id group-name ip-permission.cidr ip-permission.from-port ip-permission.group-id ip-permission.group-name ip-permission.ipv6-cidr ip-permission.prefix-list-id ip-permission.protocol ip-permission.to-port ip-permission.user-id owner-id vpc-id primary-vpc-id",
  "security-group-rule": "group-id security-group-rule-id",
  subnet:
    "availability-zone availability-zone-id available-ip-address-count cidr-block customer-owned-ipv4-pool default-for-az enable-dns64 enable-lni-at-device-index ipv6-cidr-block-association.ipv6-cidr-block ipv6-cidr-block-association.association-id ipv6-cidr-block-association.state ipv6-native map-customer-owned-ip-on-launch map-public-ip-on-launch outpost-arn owner-id private-dns-name-options-on-launch.hostname-type state subnet-arn subnet-id vpc-id",
  "subnet-cidr-reservation": "reservationType subnet-id",
  tag: "key resource-id resource-type value",
  vpc: "cidr cidr-block-association.cidr-block cidr-block-association.association-id cidr-block-association.state dhcp-options-id ipv6-cidr-block-association.ipv6-cidr-block ipv6-cidr-block-association.ipv6-pool ipv6-cidr-block-association.association-id ipv6-cidr-block-association.state is-default owner-id state vpc-id",
  "vpc-endpoint":
    "ip-address-type service-name service-region vpc-id vpc-endpoint-id vpc-endpoint-state vpc-endpoint-type",
  "vpc-endpoint-service": "owner service-name service-region service-type supported-ip-address-types",
  "vpc-flow-log": "deliver-log-status log-destination-type flow-log-id log-group-name resource-id traffic-type",
  "vpc-peering-connection":
    "accepter-vpc-info.cidr-block accepter-vpc-info.owner-id accepter-vpc-info.vpc-id expiration-time requester-vpc-info.cidr-block requester-vpc-info.owner-id requester-vpc-info.vpc-id status-code status-message vpc-peering-connection-id",
} as const;

export type Filterable = keyof typeof NAMES;

const known = new Map<Filterable, ReadonlySet<string>>();

export function isFilterName(kind: Filterable, name: string): boolean {
  const names = known.get(kind) ?? new Set(NAMES[kind].split(" "));
  known.set(kind, names);
  return names.has(name) || name === "tag-key" || name === "tag-value" || name.startsWith("tag:");
}
