/** Reservations of a part of a subnet's addresses: kept and told of; addresses are given out of them as of any part. */
import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation, OperationContext } from "../../cloud/operation.ts";
import { contains, overlaps, parseBlock } from "./cidr.ts";
import { describeResources } from "./describe.ts";
import { invalidParameter } from "./fault.ts";
import type { FilterFields } from "./filters.ts";
import { newId } from "./ids.ts";
import { addTags, requestedTags, tagsOf } from "./resource-tags.ts";
import { allResources, removeResource, requireResource, saveResource } from "./resources.ts";

const detail = (context: OperationContext, reservation: Ec2.SubnetCidrReservation): Ec2.SubnetCidrReservation => ({
  ...reservation,
  Tags: tagsOf(context, reservation.SubnetCidrReservationId),
});

export const createSubnetCidrReservation: Operation<typeof Ec2, "CreateSubnetCidrReservation"> = (input, context) => {
  const tags = requestedTags(input.TagSpecifications, "subnet-cidr-reservation");
  const subnet = requireResource(context, "subnet", input.SubnetId);
  const block = parseBlock(input.Cidr ?? "");
  const whole = parseBlock(subnet.CidrBlock ?? "");
  if (!block)
    throw invalidParameter(`Value (${input.Cidr}) for parameter cidr is invalid. This is not a valid CIDR block.`);
  if (!whole || !contains(whole, block)) {
    throw invalidParameter(`The CIDR '${input.Cidr}' is not within the CIDR of subnet '${subnet.SubnetId}'.`);
  }
  const taken = allResources(context, "subnet-cidr-reservation").some((other) => {
    const its = other.SubnetId === subnet.SubnetId ? parseBlock(other.Cidr ?? "") : undefined;
    return its && overlaps(its, block);
  });
  if (taken) throw invalidParameter(`The CIDR '${input.Cidr}' overlaps with another reservation of the subnet.`);
  const id = newId("scr");
  const reservation: Ec2.SubnetCidrReservation = {
    SubnetCidrReservationId: id,
    SubnetId: subnet.SubnetId,
    Cidr: input.Cidr,
    ReservationType: input.ReservationType,
    OwnerId: context.account,
    ...(input.Description === undefined ? {} : { Description: input.Description }),
  };
  saveResource(context, "subnet-cidr-reservation", id, reservation);
  addTags(context, id, tags);
  return { SubnetCidrReservation: detail(context, reservation) };
};

export const getSubnetCidrReservations: Operation<typeof Ec2, "GetSubnetCidrReservations"> = (
  { SubnetId, ...request },
  context,
) => {
  requireResource(context, "subnet", SubnetId);
  const { items, next } = describeResources(context, "subnet-cidr-reservation", request, fields);
  return {
    SubnetIpv4CidrReservations: items
      .filter((reservation) => reservation.SubnetId === SubnetId)
      .map((reservation) => detail(context, reservation)),
    SubnetIpv6CidrReservations: [],
    ...next,
  };
};

const fields: FilterFields<Ec2.SubnetCidrReservation> = {
  reservationType: ({ ReservationType }) => ReservationType,
};

export const deleteSubnetCidrReservation: Operation<typeof Ec2, "DeleteSubnetCidrReservation"> = (
  { SubnetCidrReservationId: id = "" },
  context,
) => {
  const reservation = requireResource(context, "subnet-cidr-reservation", id);
  const DeletedSubnetCidrReservation = detail(context, reservation);
  removeResource(context, "subnet-cidr-reservation", id);
  return { DeletedSubnetCidrReservation };
};
