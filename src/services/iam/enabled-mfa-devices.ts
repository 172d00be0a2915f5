/** A user's MFA devices: enabled with two codes in a row, listed, brought back into step, deactivated. */
import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { wholeSeconds } from "../../cloud/whole-seconds.ts";
import { alreadyExists } from "./fault.ts";
import { checkCodes, deviceDetail, devicesOf, requireDevice, requireDeviceOf, saveDevice } from "./mfa-devices.ts";
import { page } from "./page.ts";
import { requireUser, userOrCaller } from "./users.ts";

export const enableMFADevice: Operation<typeof Iam, "EnableMFADevice"> = (input, context) => {
  const user = requireUser(context, input.UserName);
  const device = requireDevice(context, input.SerialNumber);
  if (device.user) throw alreadyExists("MFA Device is already in use.");
  const now = context.clock.now();
  checkCodes(device, input, now);
  saveDevice(context, { ...device, user: { id: user.id, name: user.name }, enabled: new Date(wholeSeconds(now)) });
  return {};
};

export const resyncMFADevice: Operation<typeof Iam, "ResyncMFADevice"> = (input, context) => {
  checkCodes(
    requireDeviceOf(context, requireUser(context, input.UserName), input.SerialNumber),
    input,
    context.clock.now(),
  );
  return {};
};

export const deactivateMFADevice: Operation<typeof Iam, "DeactivateMFADevice"> = (input, context) => {
  const device = requireDeviceOf(context, userOrCaller(context, input.UserName), input.SerialNumber);
  saveDevice(context, { ...device, user: undefined, enabled: undefined });
  return {};
};

export const getMFADevice: Operation<typeof Iam, "GetMFADevice"> = ({ SerialNumber, UserName }, context) => {
  const device =
    UserName === undefined
      ? requireDevice(context, SerialNumber)
      : requireDeviceOf(context, requireUser(context, UserName), SerialNumber);
  return { ...deviceDetail(device), SerialNumber: device.serial };
};

export const listMFADevices: Operation<typeof Iam, "ListMFADevices"> = (input, context) => {
  // The root, who may have devices too, is no user.
  if (input.UserName === undefined && context.principal.type === "root") return { MFADevices: [], IsTruncated: false };
  const all = devicesOf(context, userOrCaller(context, input.UserName));
  const { items, position } = page(all, input, ({ serial }) => serial);
  return { MFADevices: items.map(deviceDetail), ...position };
};
