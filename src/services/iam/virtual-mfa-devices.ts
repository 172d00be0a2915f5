/** Virtual MFA devices are made, listed and deleted apart from the users that have them. */
import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { entityArn } from "./arn.ts";
import { alreadyExists } from "./fault.ts";
import { allDevices, type DeviceRecord, deviceKey, requireDevice, saveDevice } from "./mfa-devices.ts";
import { page } from "./page.ts";
import { mergeTags, newTags, tagPage, tagsMember, withoutTags } from "./tags.ts";
import { newSeed } from "./totp.ts";
import { requireUser, userDetail } from "./users.ts";

/** The seed is told once; there is no picture of it. */
export const createVirtualMFADevice: Operation<typeof Iam, "CreateVirtualMFADevice"> = (input, context) => {
  const { Path = "/", VirtualMFADeviceName = "" } = input;
  const serial = entityArn(context, "mfa", Path, VirtualMFADeviceName);
  if (context.store.has(deviceKey(context.account, serial)))
    throw alreadyExists("MFADevice entity at the same path and name already exists.");
  const device: DeviceRecord = { serial, seed: newSeed(), tags: newTags(input.Tags) };
  saveDevice(context, device);
  return {
    VirtualMFADevice: {
      SerialNumber: serial,
      Base32StringSeed: Buffer.from(device.seed),
      ...tagsMember(device.tags),
    },
  };
};

export const listVirtualMFADevices: Operation<typeof Iam, "ListVirtualMFADevices"> = (input, context) => {
  const { AssignmentStatus = "Any" } = input;
  const found = allDevices(context).filter(
    ({ user }) => AssignmentStatus === "Any" || (user !== undefined) === (AssignmentStatus === "Assigned"),
  );
  const { items, position } = page(found, input, ({ serial }) => serial);
  const VirtualMFADevices = items.map(({ serial, user, enabled }) => ({
    SerialNumber: serial,
    ...(user === undefined ? {} : { User: userDetail(requireUser(context, user.name)), EnableDate: enabled }),
  }));
  return { VirtualMFADevices, ...position };
};

export const deleteVirtualMFADevice: Operation<typeof Iam, "DeleteVirtualMFADevice"> = ({ SerialNumber }, context) => {
  const device = requireDevice(context, SerialNumber);
  if (device.user) throw new ServiceException("DeleteConflict", "MFA VirtualDevice in use. Must deactivate first.");
  context.store.delete(deviceKey(context.account, device.serial));
  return {};
};

export const listMFADeviceTags: Operation<typeof Iam, "ListMFADeviceTags"> = (input, context) =>
  tagPage(requireDevice(context, input.SerialNumber).tags, input);

export const tagMFADevice: Operation<typeof Iam, "TagMFADevice"> = ({ SerialNumber, Tags }, context) => {
  const device = requireDevice(context, SerialNumber);
  saveDevice(context, { ...device, tags: mergeTags(device.tags, Tags) });
  return {};
};

export const untagMFADevice: Operation<typeof Iam, "UntagMFADevice"> = ({ SerialNumber, TagKeys }, context) => {
  const device = requireDevice(context, SerialNumber);
  saveDevice(context, { ...device, tags: withoutTags(device.tags, TagKeys) });
  return {};
};
