/** Amazon EC2 as far as networks go: VPCs and what is in them, spoken in ec2Query. */
import type { Service } from "../../cloud/service.ts";
import { acceptVpcPeeringConnection } from "./accept-vpc-peering-connection.ts";
import { allocateAddress } from "./allocate-address.ts";
import { assignPrivateIpAddresses } from "./assign-private-ip-addresses.ts";
import { associateAddress } from "./associate-address.ts";
import { associateDhcpOptions } from "./associate-dhcp-options.ts";
import { associateRouteTable } from "./associate-route-table.ts";
import { associateSubnetCidrBlock } from "./associate-subnet-cidr-block.ts";
import { associateVpcCidrBlock } from "./associate-vpc-cidr-block.ts";
import { attachInternetGateway } from "./attach-internet-gateway.ts";
import { authorizeSecurityGroupEgress } from "./authorize-security-group-egress.ts";
import { authorizeSecurityGroupIngress } from "./authorize-security-group-ingress.ts";
import { createDefaultSubnet } from "./create-default-subnet.ts";
import { createDefaultVpc } from "./create-default-vpc.ts";
import { createDhcpOptions } from "./create-dhcp-options.ts";
import { createEgressOnlyInternetGateway } from "./create-egress-only-internet-gateway.ts";
import { createFlowLogs } from "./create-flow-logs.ts";
import { createInternetGateway } from "./create-internet-gateway.ts";
import { createManagedPrefixList } from "./create-managed-prefix-list.ts";
import { createNatGateway } from "./create-nat-gateway.ts";
import { createNetworkAcl } from "./create-network-acl.ts";
import { createNetworkAclEntry } from "./create-network-acl-entry.ts";
import { createNetworkInterface } from "./create-network-interface.ts";
import { createRoute } from "./create-route.ts";
import { createRouteTable } from "./create-route-table.ts";
import { createSecurityGroup } from "./create-security-group.ts";
import { createSubnet } from "./create-subnet.ts";
import { createTags } from "./create-tags.ts";
import { createVpc } from "./create-vpc.ts";
import { createVpcEndpoint } from "./create-vpc-endpoint.ts";
import { createVpcPeeringConnection } from "./create-vpc-peering-connection.ts";
import { deleteDhcpOptions } from "./delete-dhcp-options.ts";
import { deleteEgressOnlyInternetGateway } from "./delete-egress-only-internet-gateway.ts";
import { deleteFlowLogs } from "./delete-flow-logs.ts";
import { deleteInternetGateway } from "./delete-internet-gateway.ts";
import { deleteManagedPrefixList } from "./delete-managed-prefix-list.ts";
import { deleteNatGateway } from "./delete-nat-gateway.ts";
import { deleteNetworkAcl } from "./delete-network-acl.ts";
import { deleteNetworkAclEntry } from "./delete-network-acl-entry.ts";
import { deleteNetworkInterface } from "./delete-network-interface.ts";
import { deleteRoute } from "./delete-route.ts";
import { deleteRouteTable } from "./delete-route-table.ts";
import { deleteSecurityGroup } from "./delete-security-group.ts";
import { deleteSubnet } from "./delete-subnet.ts";
import { deleteTags } from "./delete-tags.ts";
import { deleteVpc } from "./delete-vpc.ts";
import { deleteVpcEndpoints } from "./delete-vpc-endpoints.ts";
import { describeAccountAttributes } from "./describe-account-attributes.ts";
import { describeAddresses } from "./describe-addresses.ts";
import { describeAddressesAttribute } from "./describe-addresses-attribute.ts";
import { describeAvailabilityZones } from "./describe-availability-zones.ts";
import { describeDhcpOptions } from "./describe-dhcp-options.ts";
import { describeEgressOnlyInternetGateways } from "./describe-egress-only-internet-gateways.ts";
import { describeFlowLogs } from "./describe-flow-logs.ts";
import { describeInternetGateways } from "./describe-internet-gateways.ts";
import { describeManagedPrefixLists } from "./describe-managed-prefix-lists.ts";
import { describeNatGateways } from "./describe-nat-gateways.ts";
import { describeNetworkAcls } from "./describe-network-acls.ts";
import { describeNetworkInterfaceAttribute } from "./describe-network-interface-attribute.ts";
import { describeNetworkInterfaces } from "./describe-network-interfaces.ts";
import { describePrefixLists } from "./describe-prefix-lists.ts";
import { describeRegions } from "./describe-regions.ts";
import { describeRouteTables } from "./describe-route-tables.ts";
import { describeSecurityGroupReferences } from "./describe-security-group-references.ts";
import { describeSecurityGroupRules } from "./describe-security-group-rules.ts";
import { describeSecurityGroups } from "./describe-security-groups.ts";
import { describeSubnets } from "./describe-subnets.ts";
import { describeTags } from "./describe-tags.ts";
import { describeVpcAttribute } from "./describe-vpc-attribute.ts";
import { describeVpcEndpointServices } from "./describe-vpc-endpoint-services.ts";
import { describeVpcEndpoints } from "./describe-vpc-endpoints.ts";
import { describeVpcPeeringConnections } from "./describe-vpc-peering-connections.ts";
import { describeVpcs } from "./describe-vpcs.ts";
import { detachInternetGateway } from "./detach-internet-gateway.ts";
import { disassociateAddress } from "./disassociate-address.ts";
import { disassociateRouteTable } from "./disassociate-route-table.ts";
import { disassociateSubnetCidrBlock } from "./disassociate-subnet-cidr-block.ts";
import { disassociateVpcCidrBlock } from "./disassociate-vpc-cidr-block.ts";
import { deleteVpcPeeringConnection, rejectVpcPeeringConnection } from "./end-vpc-peering-connection.ts";
import { getManagedPrefixListAssociations } from "./get-managed-prefix-list-associations.ts";
import { getManagedPrefixListEntries } from "./get-managed-prefix-list-entries.ts";
import { getSecurityGroupsForVpc } from "./get-security-groups-for-vpc.ts";
import {
  associateSecurityGroupVpc,
  describeSecurityGroupVpcAssociations,
  disassociateSecurityGroupVpc,
} from "./group-vpc-associations.ts";
import { assignIpv6Addresses, unassignIpv6Addresses } from "./ipv6-addresses.ts";
import { modifyAddressAttribute } from "./modify-address-attribute.ts";
import { modifyManagedPrefixList } from "./modify-managed-prefix-list.ts";
import { modifyNetworkInterfaceAttribute } from "./modify-network-interface-attribute.ts";
import { modifySecurityGroupRules } from "./modify-security-group-rules.ts";
import { modifySubnetAttribute } from "./modify-subnet-attribute.ts";
import { modifyVpcAttribute } from "./modify-vpc-attribute.ts";
import { modifyVpcEndpoint } from "./modify-vpc-endpoint.ts";
import { modifyVpcPeeringConnectionOptions } from "./modify-vpc-peering-connection-options.ts";
import { modifyVpcTenancy } from "./modify-vpc-tenancy.ts";
import { describeInstances, describeTransitGateways, describeVpnGateways } from "./nothing-kept.ts";
import { ready } from "./region-ready.ts";
import { releaseAddress } from "./release-address.ts";
import { replaceNetworkAclAssociation } from "./replace-network-acl-association.ts";
import { replaceNetworkAclEntry } from "./replace-network-acl-entry.ts";
import { replaceRoute } from "./replace-route.ts";
import { replaceRouteTableAssociation } from "./replace-route-table-association.ts";
import { resetAddressAttribute } from "./reset-address-attribute.ts";
import { revokeSecurityGroupEgress } from "./revoke-security-group-egress.ts";
import { revokeSecurityGroupIngress } from "./revoke-security-group-ingress.ts";
import {
  createSubnetCidrReservation,
  deleteSubnetCidrReservation,
  getSubnetCidrReservations,
} from "./subnet-cidr-reservations.ts";
import { unassignPrivateIpAddresses } from "./unassign-private-ip-addresses.ts";
import { updateSecurityGroupRuleDescriptionsEgress } from "./update-security-group-rule-descriptions-egress.ts";
import { updateSecurityGroupRuleDescriptionsIngress } from "./update-security-group-rule-descriptions-ingress.ts";

export const ec2: Service = {
  name: "ec2",
  operations: ready({
    AcceptVpcPeeringConnection: acceptVpcPeeringConnection,
    AllocateAddress: allocateAddress,
    AssignIpv6Addresses: assignIpv6Addresses,
    AssignPrivateIpAddresses: assignPrivateIpAddresses,
    AssociateAddress: associateAddress,
    AssociateDhcpOptions: associateDhcpOptions,
    AssociateRouteTable: associateRouteTable,
    AssociateSecurityGroupVpc: associateSecurityGroupVpc,
    AssociateSubnetCidrBlock: associateSubnetCidrBlock,
    AssociateVpcCidrBlock: associateVpcCidrBlock,
    AttachInternetGateway: attachInternetGateway,
    AuthorizeSecurityGroupEgress: authorizeSecurityGroupEgress,
    AuthorizeSecurityGroupIngress: authorizeSecurityGroupIngress,
    CreateDefaultSubnet: createDefaultSubnet,
    CreateDefaultVpc: createDefaultVpc,
    CreateDhcpOptions: createDhcpOptions,
    CreateEgressOnlyInternetGateway: createEgressOnlyInternetGateway,
    CreateFlowLogs: createFlowLogs,
    CreateInternetGateway: createInternetGateway,
    CreateManagedPrefixList: createManagedPrefixList,
    CreateNatGateway: createNatGateway,
    CreateNetworkAcl: createNetworkAcl,
    CreateNetworkAclEntry: createNetworkAclEntry,
    CreateNetworkInterface: createNetworkInterface,
    CreateRoute: createRoute,
    CreateRouteTable: createRouteTable,
    CreateSecurityGroup: createSecurityGroup,
    CreateSubnet: createSubnet,
    CreateSubnetCidrReservation: createSubnetCidrReservation,
    CreateTags: createTags,
    CreateVpc: createVpc,
    CreateVpcEndpoint: createVpcEndpoint,
    CreateVpcPeeringConnection: createVpcPeeringConnection,
    DeleteDhcpOptions: deleteDhcpOptions,
    DeleteEgressOnlyInternetGateway: deleteEgressOnlyInternetGateway,
    DeleteFlowLogs: deleteFlowLogs,
    DeleteInternetGateway: deleteInternetGateway,
    DeleteManagedPrefixList: deleteManagedPrefixList,
    DeleteNatGateway: deleteNatGateway,
    DeleteNetworkAcl: deleteNetworkAcl,
    DeleteNetworkAclEntry: deleteNetworkAclEntry,
    DeleteNetworkInterface: deleteNetworkInterface,
    DeleteRoute: deleteRoute,
    DeleteRouteTable: deleteRouteTable,
    DeleteSecurityGroup: deleteSecurityGroup,
    DeleteSubnet: deleteSubnet,
    DeleteSubnetCidrReservation: deleteSubnetCidrReservation,
    DeleteTags: deleteTags,
    DeleteVpc: deleteVpc,
    DeleteVpcEndpoints: deleteVpcEndpoints,
    DeleteVpcPeeringConnection: deleteVpcPeeringConnection,
    DescribeAccountAttributes: describeAccountAttributes,
    DescribeAddresses: describeAddresses,
    DescribeAddressesAttribute: describeAddressesAttribute,
    DescribeAvailabilityZones: describeAvailabilityZones,
    DescribeDhcpOptions: describeDhcpOptions,
    DescribeEgressOnlyInternetGateways: describeEgressOnlyInternetGateways,
    DescribeFlowLogs: describeFlowLogs,
    DescribeInstances: describeInstances,
    DescribeInternetGateways: describeInternetGateways,
    DescribeManagedPrefixLists: describeManagedPrefixLists,
    DescribeNatGateways: describeNatGateways,
    DescribeNetworkAcls: describeNetworkAcls,
    DescribeNetworkInterfaceAttribute: describeNetworkInterfaceAttribute,
    DescribeNetworkInterfaces: describeNetworkInterfaces,
    DescribePrefixLists: describePrefixLists,
    DescribeRegions: describeRegions,
    DescribeRouteTables: describeRouteTables,
    DescribeSecurityGroupReferences: describeSecurityGroupReferences,
    DescribeSecurityGroupRules: describeSecurityGroupRules,
    DescribeSecurityGroupVpcAssociations: describeSecurityGroupVpcAssociations,
    DescribeSecurityGroups: describeSecurityGroups,
    DescribeSubnets: describeSubnets,
    DescribeTags: describeTags,
    DescribeTransitGateways: describeTransitGateways,
    DescribeVpcAttribute: describeVpcAttribute,
    DescribeVpcEndpointServices: describeVpcEndpointServices,
    DescribeVpcEndpoints: describeVpcEndpoints,
    DescribeVpcPeeringConnections: describeVpcPeeringConnections,
    DescribeVpcs: describeVpcs,
    DescribeVpnGateways: describeVpnGateways,
    DetachInternetGateway: detachInternetGateway,
    DisassociateAddress: disassociateAddress,
    DisassociateRouteTable: disassociateRouteTable,
    DisassociateSecurityGroupVpc: disassociateSecurityGroupVpc,
    DisassociateSubnetCidrBlock: disassociateSubnetCidrBlock,
    DisassociateVpcCidrBlock: disassociateVpcCidrBlock,
    GetManagedPrefixListAssociations: getManagedPrefixListAssociations,
    GetManagedPrefixListEntries: getManagedPrefixListEntries,
    GetSecurityGroupsForVpc: getSecurityGroupsForVpc,
    GetSubnetCidrReservations: getSubnetCidrReservations,
    ModifyAddressAttribute: modifyAddressAttribute,
    ModifyManagedPrefixList: modifyManagedPrefixList,
    ModifyNetworkInterfaceAttribute: modifyNetworkInterfaceAttribute,
    ModifySecurityGroupRules: modifySecurityGroupRules,
    ModifySubnetAttribute: modifySubnetAttribute,
    ModifyVpcAttribute: modifyVpcAttribute,
    ModifyVpcEndpoint: modifyVpcEndpoint,
    ModifyVpcPeeringConnectionOptions: modifyVpcPeeringConnectionOptions,
    ModifyVpcTenancy: modifyVpcTenancy,
    RejectVpcPeeringConnection: rejectVpcPeeringConnection,
    ReleaseAddress: releaseAddress,
    ReplaceNetworkAclAssociation: replaceNetworkAclAssociation,
    ReplaceNetworkAclEntry: replaceNetworkAclEntry,
    ReplaceRoute: replaceRoute,
    ReplaceRouteTableAssociation: replaceRouteTableAssociation,
    ResetAddressAttribute: resetAddressAttribute,
    RevokeSecurityGroupEgress: revokeSecurityGroupEgress,
    RevokeSecurityGroupIngress: revokeSecurityGroupIngress,
    UnassignIpv6Addresses: unassignIpv6Addresses,
    UnassignPrivateIpAddresses: unassignPrivateIpAddresses,
    UpdateSecurityGroupRuleDescriptionsEgress: updateSecurityGroupRuleDescriptionsEgress,
    UpdateSecurityGroupRuleDescriptionsIngress: updateSecurityGroupRuleDescriptionsIngress,
  }),
};
