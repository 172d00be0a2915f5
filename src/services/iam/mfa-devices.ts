/** Virtual MFA devices, and which user has which. */
import type * as Iam from "@aws-sdk/client-iam";
import type { Tag, UserRecord } from "../../cloud/identity/records.ts";
import type { OperationContext } from "../../cloud/operation.ts";
import type { Key } from "../../store/store.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { noSuchEntity } from "./fault.ts";
import { areConsecutive } from "./totp.ts";

export interface DeviceRecord {
  readonly serial: string;
  readonly seed: string;
  readonly user?: { readonly id: string; readonly name: string } | undefined;
  readonly enabled?: Date | undefined;
  readonly tags: readonly Tag[];
}

const prefixOf = (account: string): Key => ["iam", account, "mfa-device"];
export const deviceKey = (account: string, serial: string): Key => [...prefixOf(account), serial];

export const allDevices = ({ store, account }: OperationContext): DeviceRecord[] =>
  [...store.range<DeviceRecord>({ prefix: prefixOf(account) })].map(({ value }) => value);

export const devicesOf = (context: OperationContext, user: UserRecord): DeviceRecord[] =>
  allDevices(context).filter((device) => device.user?.id === user.id);

export function requireDevice({ store, account }: OperationContext, serial: string | undefined): DeviceRecord {
  const device = store.get<DeviceRecord>(deviceKey(account, serial ?? ""));
  if (!device) throw noSuchEntity(`VirtualMFADevice with serial number ${serial} doesn't exist.`);
  return device;
}

export function saveDevice({ store, account }: OperationContext, device: DeviceRecord): void {
  store.put(deviceKey(account, device.serial), device);
}

/** The device as one of that user. */
export function requireDeviceOf(context: OperationContext, user: UserRecord, serial: string | undefined): DeviceRecord {
  const device = requireDevice(context, serial);
  if (device.user?.id !== user.id) throw noSuchEntity("MFA Device invalid for user.");
  return device;
}

interface Codes {
  readonly AuthenticationCode1?: string | undefined;
  readonly AuthenticationCode2?: string | undefined;
}

export function checkCodes(device: DeviceRecord, codes: Codes, now: number): void {
  const { AuthenticationCode1 = "", AuthenticationCode2 = "" } = codes;
  if (!areConsecutive(device.seed, AuthenticationCode1, AuthenticationCode2, now))
    throw new ServiceException("InvalidAuthenticationCode", "Authentication code for device is not valid.");
}

export const deviceDetail = ({ serial, user, enabled }: DeviceRecord): Iam.MFADevice => ({
  UserName: user?.name,
  SerialNumber: serial,
  EnableDate: enabled,
});
