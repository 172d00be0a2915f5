/** Elastic IP addresses. */
import type * as Ec2 from "@aws-sdk/client-ec2";
import { derivedId, lowerHexadecimal } from "../../cloud/ids.ts";
import type { OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { missingParameter } from "./fault.ts";
import { newId } from "./ids.ts";
import { tagsOf } from "./resource-tags.ts";
import type { AddressRecord, NetworkInterfaceRecord } from "./resources.ts";
import { allResources, findResource, requireResource, saveResource } from "./resources.ts";

/** A public address that nobody else has, from a block reserved for documentation and tests by nobody real. */
export function newPublicAddress(context: OperationContext, seed: string): string {
  const taken = new Set(allResources(context, "elastic-ip").map(({ PublicIp }) => PublicIp));
  for (let attempt = 0; ; attempt++) {
    const digits = derivedId(6, lowerHexadecimal, context.account, context.region, seed, String(attempt));
    const parts = [0, 2, 4].map((at) => Number.parseInt(digits.slice(at, at + 2), 16));
    const address = `54.${parts[0]}.${parts[1]}.${Math.max(1, Math.min(254, parts[2] ?? 1))}`;
    if (!taken.has(address)) return address;
  }
}

/** `ec2-54-1-2-3.compute-1.amazonaws.com` */
export function publicDnsName(region: string, address: string): string {
  const zone = region === "us-east-1" ? "compute-1" : `${region}.compute`;
  return `ec2-${address.replaceAll(".", "-")}.${zone}.amazonaws.com`;
}

/** `ip-10-0-0-5.ec2.internal` */
export function privateDnsName(region: string, address: string): string {
  const zone = region === "us-east-1" ? "ec2" : `${region}.compute`;
  return `ip-${address.replaceAll(".", "-")}.${zone}.internal`;
}

export function addressDetail(context: OperationContext, record: AddressRecord): Ec2.Address {
  const { ptrRecord: _, ...address } = record;
  return { ...address, Tags: tagsOf(context, address.AllocationId) };
}

export function requireAddress(
  context: OperationContext,
  { AllocationId, PublicIp }: { readonly AllocationId?: string | undefined; readonly PublicIp?: string | undefined },
): AddressRecord {
  if (AllocationId !== undefined) return requireResource(context, "elastic-ip", AllocationId);
  if (PublicIp === undefined) throw missingParameter("AllocationId");
  const address = allResources(context, "elastic-ip").find((one) => one.PublicIp === PublicIp);
  if (!address) throw new ServiceException("InvalidAddress.NotFound", `Address '${PublicIp}' not found.`);
  return address;
}

/** Ties an address to an interface, on both sides. */
export function associate(
  context: OperationContext,
  address: AddressRecord,
  card: NetworkInterfaceRecord,
  privateIp: string | undefined,
): string {
  const id = newId("eipassoc");
  const ip = privateIp ?? card.PrivateIpAddress;
  saveResource(context, "elastic-ip", address.AllocationId, {
    ...address,
    AssociationId: id,
    NetworkInterfaceId: card.NetworkInterfaceId,
    NetworkInterfaceOwnerId: context.account,
    PrivateIpAddress: ip,
  });
  const Association: Ec2.NetworkInterfaceAssociation = {
    AllocationId: address.AllocationId,
    AssociationId: id,
    IpOwnerId: context.account,
    PublicIp: address.PublicIp,
    PublicDnsName: publicDnsName(context.region, address.PublicIp ?? ""),
  };
  saveResource(context, "network-interface", card.NetworkInterfaceId, {
    ...card,
    ...(ip === card.PrivateIpAddress ? { Association } : {}),
    PrivateIpAddresses: card.PrivateIpAddresses?.map((one) =>
      one.PrivateIpAddress === ip ? { ...one, Association } : one,
    ),
  });
  return id;
}

export function dissociate(context: OperationContext, address: AddressRecord): void {
  const { AssociationId, NetworkInterfaceId, NetworkInterfaceOwnerId: _, PrivateIpAddress: __, ...free } = address;
  saveResource(context, "elastic-ip", address.AllocationId, free);
  const card = findResource(context, "network-interface", NetworkInterfaceId ?? "");
  if (!card) return;
  const { Association, ...bare } = card;
  saveResource(context, "network-interface", NetworkInterfaceId, {
    ...bare,
    ...(Association && Association.AssociationId !== AssociationId ? { Association } : {}),
    PrivateIpAddresses: card.PrivateIpAddresses?.map(({ Association: other, ...one }) =>
      other && other.AssociationId !== AssociationId ? { ...one, Association: other } : one,
    ),
  });
}
