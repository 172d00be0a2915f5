/** Lists of what cannot be made here: there are none, and clients look for them before they delete a network. */
import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";

export const describeInstances: Operation<typeof Ec2, "DescribeInstances"> = ({ InstanceIds }) => {
  const [id] = InstanceIds ?? [];
  if (id !== undefined) {
    throw new ServiceException("InvalidInstanceID.NotFound", `The instance ID '${id}' does not exist`);
  }
  return { Reservations: [] };
};

export const describeTransitGateways: Operation<typeof Ec2, "DescribeTransitGateways"> = () => ({
  TransitGateways: [],
});

export const describeVpnGateways: Operation<typeof Ec2, "DescribeVpnGateways"> = () => ({ VpnGateways: [] });
