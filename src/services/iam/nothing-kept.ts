/**
 * Lists of things that cannot be made here (server and signing certificates, SSH keys, MFA devices): there are none,
 * and clients that tidy a user up before deleting it ask for them.
 */
import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { noSuchEntity } from "./fault.ts";
import { userOrCaller } from "./users.ts";

export const listServerCertificates: Operation<typeof Iam, "ListServerCertificates"> = () => ({
  ServerCertificateMetadataList: [],
  IsTruncated: false,
});

export const listSigningCertificates: Operation<typeof Iam, "ListSigningCertificates"> = ({ UserName }, context) => {
  userOrCaller(context, UserName);
  return { Certificates: [], IsTruncated: false };
};

export const listSSHPublicKeys: Operation<typeof Iam, "ListSSHPublicKeys"> = ({ UserName }, context) => {
  userOrCaller(context, UserName);
  return { SSHPublicKeys: [], IsTruncated: false };
};

export const listMFADevices: Operation<typeof Iam, "ListMFADevices"> = () => ({ MFADevices: [], IsTruncated: false });

export const listVirtualMFADevices: Operation<typeof Iam, "ListVirtualMFADevices"> = () => ({
  VirtualMFADevices: [],
  IsTruncated: false,
});

// Source: AWS, recorded.
export const getServerCertificate: Operation<typeof Iam, "GetServerCertificate"> = ({ ServerCertificateName }) => {
  throw noSuchEntity(`The Server Certificate with name ${ServerCertificateName} cannot be found.`);
};
