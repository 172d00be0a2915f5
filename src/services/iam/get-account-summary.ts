import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { allGroups } from "./groups.ts";
import { isAwsManaged, knownPolicies } from "./managed-policies.ts";
import { allDevices } from "./mfa-devices.ts";
import { allRoles } from "./roles.ts";
import { tokenVersionKey } from "./token-version.ts";
import { allUsers } from "./users.ts";

export const getAccountSummary: Operation<typeof Iam, "GetAccountSummary"> = (_, context) => {
  const { store, account } = context;
  const own = knownPolicies(context).filter(({ arn }) => !isAwsManaged(arn));
  const count = (kind: string) => [...store.range({ prefix: ["iam", account, kind] })].length;
  return {
    SummaryMap: {
      Users: allUsers(context).length,
      UsersQuota: 5000,
      Groups: allGroups(context).length,
      GroupsQuota: 300,
      Roles: allRoles(context).length,
      RolesQuota: 1000,
      Policies: own.length,
      PoliciesQuota: 1500,
      PolicyVersionsInUse: own.reduce((sum, { versions }) => sum + versions.length, 0),
      PolicyVersionsInUseQuota: 10_000,
      InstanceProfiles: count("instance-profile"),
      InstanceProfilesQuota: 1000,
      Providers: count("oidc-provider") + count("saml-provider"),
      ServerCertificates: count("server-certificate"),
      ServerCertificatesQuota: 20,
      AccountMFAEnabled: 0,
      AccountAccessKeysPresent: 0,
      AccountPasswordPresent: 1,
      AccountSigningCertificatesPresent: 0,
      MFADevices: allDevices(context).length,
      MFADevicesInUse: allDevices(context).filter(({ user: owner }) => owner !== undefined).length,
      AccessKeysPerUserQuota: 2,
      SigningCertificatesPerUserQuota: 2,
      GroupsPerUserQuota: 10,
      AttachedPoliciesPerRoleQuota: 10,
      AttachedPoliciesPerUserQuota: 10,
      AttachedPoliciesPerGroupQuota: 10,
      VersionsPerPolicyQuota: 5,
      PolicySizeQuota: 6144,
      UserPolicySizeQuota: 2048,
      GroupPolicySizeQuota: 5120,
      RolePolicySizeQuota: 10_240,
      AssumeRolePolicySizeQuota: 2048,
      GlobalEndpointTokenVersion: store.get<number>(tokenVersionKey(account)) ?? 1,
    },
  };
};
