/** AWS Identity and Access Management: global to its account, spoken in awsQuery. */

import type { Service } from "../../cloud/service.ts";
import {
  generateServiceLastAccessedDetails,
  getServiceLastAccessedDetails,
  getServiceLastAccessedDetailsWithEntities,
} from "./access-advisor.ts";
import { addClientIDToOpenIDConnectProvider } from "./add-client-id-to-open-id-connect-provider.ts";
import { addRoleToInstanceProfile } from "./add-role-to-instance-profile.ts";
import { addUserToGroup } from "./add-user-to-group.ts";
import { attachGroupPolicy } from "./attach-group-policy.ts";
import { attachRolePolicy } from "./attach-role-policy.ts";
import { attachUserPolicy } from "./attach-user-policy.ts";
import { changePassword } from "./change-password.ts";
import { createAccessKey } from "./create-access-key.ts";
import { createAccountAlias } from "./create-account-alias.ts";
import { createGroup } from "./create-group.ts";
import { createInstanceProfile } from "./create-instance-profile.ts";
import { createLoginProfile } from "./create-login-profile.ts";
import { createOpenIDConnectProvider } from "./create-open-id-connect-provider.ts";
import { createPolicy } from "./create-policy.ts";
import { createPolicyVersion } from "./create-policy-version.ts";
import { createRole } from "./create-role.ts";
import { createSAMLProvider } from "./create-saml-provider.ts";
import { createServiceLinkedRole } from "./create-service-linked-role.ts";
import { createServiceSpecificCredential } from "./create-service-specific-credential.ts";
import { createUser } from "./create-user.ts";
import { generateCredentialReport, getCredentialReport } from "./credential-report.ts";
import { deleteAccessKey } from "./delete-access-key.ts";
import { deleteAccountAlias } from "./delete-account-alias.ts";
import { deleteAccountPasswordPolicy } from "./delete-account-password-policy.ts";
import { deleteGroup } from "./delete-group.ts";
import { deleteGroupPolicy } from "./delete-group-policy.ts";
import { deleteInstanceProfile } from "./delete-instance-profile.ts";
import { deleteLoginProfile } from "./delete-login-profile.ts";
import { deleteOpenIDConnectProvider } from "./delete-open-id-connect-provider.ts";
import { deletePolicy } from "./delete-policy.ts";
import { deletePolicyVersion } from "./delete-policy-version.ts";
import { deleteRole } from "./delete-role.ts";
import { deleteRolePermissionsBoundary } from "./delete-role-permissions-boundary.ts";
import { deleteRolePolicy } from "./delete-role-policy.ts";
import { deleteSAMLProvider } from "./delete-saml-provider.ts";
import { deleteServiceLinkedRole } from "./delete-service-linked-role.ts";
import { deleteServiceSpecificCredential } from "./delete-service-specific-credential.ts";
import { deleteUser } from "./delete-user.ts";
import { deleteUserPermissionsBoundary } from "./delete-user-permissions-boundary.ts";
import { deleteUserPolicy } from "./delete-user-policy.ts";
import { detachGroupPolicy } from "./detach-group-policy.ts";
import { detachRolePolicy } from "./detach-role-policy.ts";
import { detachUserPolicy } from "./detach-user-policy.ts";
import {
  deactivateMFADevice,
  enableMFADevice,
  getMFADevice,
  listMFADevices,
  resyncMFADevice,
} from "./enabled-mfa-devices.ts";
import { getAccessKeyLastUsed } from "./get-access-key-last-used.ts";
import { getAccountAuthorizationDetails } from "./get-account-authorization-details.ts";
import { getAccountPasswordPolicy } from "./get-account-password-policy.ts";
import { getAccountSummary } from "./get-account-summary.ts";
import { getContextKeysForCustomPolicy } from "./get-context-keys-for-custom-policy.ts";
import { getContextKeysForPrincipalPolicy } from "./get-context-keys-for-principal-policy.ts";
import { getGroup } from "./get-group.ts";
import { getGroupPolicy } from "./get-group-policy.ts";
import { getInstanceProfile } from "./get-instance-profile.ts";
import { getLoginProfile } from "./get-login-profile.ts";
import { getOpenIDConnectProvider } from "./get-open-id-connect-provider.ts";
import { getPolicy } from "./get-policy.ts";
import { getPolicyVersion } from "./get-policy-version.ts";
import { getRole } from "./get-role.ts";
import { getRolePolicy } from "./get-role-policy.ts";
import { getSAMLProvider } from "./get-saml-provider.ts";
import { getServiceLinkedRoleDeletionStatus } from "./get-service-linked-role-deletion-status.ts";
import { getUser } from "./get-user.ts";
import { getUserPolicy } from "./get-user-policy.ts";
import { listAccessKeys } from "./list-access-keys.ts";
import { listAccountAliases } from "./list-account-aliases.ts";
import { listAttachedGroupPolicies } from "./list-attached-group-policies.ts";
import { listAttachedRolePolicies } from "./list-attached-role-policies.ts";
import { listAttachedUserPolicies } from "./list-attached-user-policies.ts";
import { listEntitiesForPolicy } from "./list-entities-for-policy.ts";
import { listGroupPolicies } from "./list-group-policies.ts";
import { listGroups } from "./list-groups.ts";
import { listGroupsForUser } from "./list-groups-for-user.ts";
import { listInstanceProfileTags } from "./list-instance-profile-tags.ts";
import { listInstanceProfiles } from "./list-instance-profiles.ts";
import { listInstanceProfilesForRole } from "./list-instance-profiles-for-role.ts";
import { listOpenIDConnectProviderTags } from "./list-open-id-connect-provider-tags.ts";
import { listOpenIDConnectProviders } from "./list-open-id-connect-providers.ts";
import { listPolicies } from "./list-policies.ts";
import { listPoliciesGrantingServiceAccess } from "./list-policies-granting-service-access.ts";
import { listPolicyTags } from "./list-policy-tags.ts";
import { listPolicyVersions } from "./list-policy-versions.ts";
import { listRolePolicies } from "./list-role-policies.ts";
import { listRoleTags } from "./list-role-tags.ts";
import { listRoles } from "./list-roles.ts";
import { listSAMLProviderTags } from "./list-saml-provider-tags.ts";
import { listSAMLProviders } from "./list-saml-providers.ts";
import { listServiceSpecificCredentials } from "./list-service-specific-credentials.ts";
import { listUserPolicies } from "./list-user-policies.ts";
import { listUserTags } from "./list-user-tags.ts";
import { listUsers } from "./list-users.ts";
import {
  disableOutboundWebIdentityFederation,
  enableOutboundWebIdentityFederation,
  getOutboundWebIdentityFederationInfo,
} from "./outbound-federation.ts";
import { putGroupPolicy } from "./put-group-policy.ts";
import { putRolePermissionsBoundary } from "./put-role-permissions-boundary.ts";
import { putRolePolicy } from "./put-role-policy.ts";
import { putUserPermissionsBoundary } from "./put-user-permissions-boundary.ts";
import { putUserPolicy } from "./put-user-policy.ts";
import { removeClientIDFromOpenIDConnectProvider } from "./remove-client-id-from-open-id-connect-provider.ts";
import { removeRoleFromInstanceProfile } from "./remove-role-from-instance-profile.ts";
import { removeUserFromGroup } from "./remove-user-from-group.ts";
import { resetServiceSpecificCredential } from "./reset-service-specific-credential.ts";
import {
  deleteServerCertificate,
  getServerCertificate,
  listServerCertificates,
  listServerCertificateTags,
  tagServerCertificate,
  untagServerCertificate,
  updateServerCertificate,
  uploadServerCertificate,
} from "./server-certificates.ts";
import { setDefaultPolicyVersion } from "./set-default-policy-version.ts";
import { setSecurityTokenServicePreferences } from "./set-security-token-service-preferences.ts";
import {
  deleteSigningCertificate,
  listSigningCertificates,
  updateSigningCertificate,
  uploadSigningCertificate,
} from "./signing-certificates.ts";
import { simulateCustomPolicy } from "./simulate-custom-policy.ts";
import { simulatePrincipalPolicy } from "./simulate-principal-policy.ts";
import {
  deleteSSHPublicKey,
  getSSHPublicKey,
  listSSHPublicKeys,
  updateSSHPublicKey,
  uploadSSHPublicKey,
} from "./ssh-public-keys.ts";
import { tagInstanceProfile } from "./tag-instance-profile.ts";
import { tagOpenIDConnectProvider } from "./tag-open-id-connect-provider.ts";
import { tagPolicy } from "./tag-policy.ts";
import { tagRole } from "./tag-role.ts";
import { tagSAMLProvider } from "./tag-saml-provider.ts";
import { tagUser } from "./tag-user.ts";
import { untagInstanceProfile } from "./untag-instance-profile.ts";
import { untagOpenIDConnectProvider } from "./untag-open-id-connect-provider.ts";
import { untagPolicy } from "./untag-policy.ts";
import { untagRole } from "./untag-role.ts";
import { untagSAMLProvider } from "./untag-saml-provider.ts";
import { untagUser } from "./untag-user.ts";
import { updateAccessKey } from "./update-access-key.ts";
import { updateAccountPasswordPolicy } from "./update-account-password-policy.ts";
import { updateAssumeRolePolicy } from "./update-assume-role-policy.ts";
import { updateGroup } from "./update-group.ts";
import { updateLoginProfile } from "./update-login-profile.ts";
import { updateOpenIDConnectProviderThumbprint } from "./update-open-id-connect-provider-thumbprint.ts";
import { updateRole } from "./update-role.ts";
import { updateRoleDescription } from "./update-role-description.ts";
import { updateSAMLProvider } from "./update-saml-provider.ts";
import { updateServiceSpecificCredential } from "./update-service-specific-credential.ts";
import { updateUser } from "./update-user.ts";
import {
  createVirtualMFADevice,
  deleteVirtualMFADevice,
  listMFADeviceTags,
  listVirtualMFADevices,
  tagMFADevice,
  untagMFADevice,
} from "./virtual-mfa-devices.ts";

export const iam: Service = {
  name: "iam",
  operations: {
    AddClientIDToOpenIDConnectProvider: addClientIDToOpenIDConnectProvider,
    AddRoleToInstanceProfile: addRoleToInstanceProfile,
    AddUserToGroup: addUserToGroup,
    AttachGroupPolicy: attachGroupPolicy,
    AttachRolePolicy: attachRolePolicy,
    AttachUserPolicy: attachUserPolicy,
    ChangePassword: changePassword,
    CreateAccessKey: createAccessKey,
    CreateAccountAlias: createAccountAlias,
    CreateGroup: createGroup,
    CreateInstanceProfile: createInstanceProfile,
    CreateLoginProfile: createLoginProfile,
    CreateOpenIDConnectProvider: createOpenIDConnectProvider,
    CreatePolicy: createPolicy,
    CreatePolicyVersion: createPolicyVersion,
    CreateRole: createRole,
    CreateSAMLProvider: createSAMLProvider,
    CreateServiceLinkedRole: createServiceLinkedRole,
    CreateServiceSpecificCredential: createServiceSpecificCredential,
    CreateUser: createUser,
    CreateVirtualMFADevice: createVirtualMFADevice,
    DeactivateMFADevice: deactivateMFADevice,
    DeleteAccessKey: deleteAccessKey,
    DeleteAccountAlias: deleteAccountAlias,
    DeleteAccountPasswordPolicy: deleteAccountPasswordPolicy,
    DeleteGroup: deleteGroup,
    DeleteGroupPolicy: deleteGroupPolicy,
    DeleteInstanceProfile: deleteInstanceProfile,
    DeleteLoginProfile: deleteLoginProfile,
    DeleteOpenIDConnectProvider: deleteOpenIDConnectProvider,
    DeletePolicy: deletePolicy,
    DeletePolicyVersion: deletePolicyVersion,
    DeleteRole: deleteRole,
    DeleteRolePermissionsBoundary: deleteRolePermissionsBoundary,
    DeleteRolePolicy: deleteRolePolicy,
    DeleteSAMLProvider: deleteSAMLProvider,
    DeleteSSHPublicKey: deleteSSHPublicKey,
    DeleteServerCertificate: deleteServerCertificate,
    DeleteServiceLinkedRole: deleteServiceLinkedRole,
    DeleteServiceSpecificCredential: deleteServiceSpecificCredential,
    DeleteSigningCertificate: deleteSigningCertificate,
    DeleteUser: deleteUser,
    DeleteUserPermissionsBoundary: deleteUserPermissionsBoundary,
    DeleteUserPolicy: deleteUserPolicy,
    DeleteVirtualMFADevice: deleteVirtualMFADevice,
    DetachGroupPolicy: detachGroupPolicy,
    DetachRolePolicy: detachRolePolicy,
    DetachUserPolicy: detachUserPolicy,
    DisableOutboundWebIdentityFederation: disableOutboundWebIdentityFederation,
    EnableMFADevice: enableMFADevice,
    EnableOutboundWebIdentityFederation: enableOutboundWebIdentityFederation,
    GenerateCredentialReport: generateCredentialReport,
    GenerateServiceLastAccessedDetails: generateServiceLastAccessedDetails,
    GetAccessKeyLastUsed: getAccessKeyLastUsed,
    GetAccountAuthorizationDetails: getAccountAuthorizationDetails,
    GetAccountPasswordPolicy: getAccountPasswordPolicy,
    GetAccountSummary: getAccountSummary,
    GetContextKeysForCustomPolicy: getContextKeysForCustomPolicy,
    GetContextKeysForPrincipalPolicy: getContextKeysForPrincipalPolicy,
    GetCredentialReport: getCredentialReport,
    GetGroup: getGroup,
    GetGroupPolicy: getGroupPolicy,
    GetInstanceProfile: getInstanceProfile,
    GetLoginProfile: getLoginProfile,
    GetMFADevice: getMFADevice,
    GetOpenIDConnectProvider: getOpenIDConnectProvider,
    GetOutboundWebIdentityFederationInfo: getOutboundWebIdentityFederationInfo,
    GetPolicy: getPolicy,
    GetPolicyVersion: getPolicyVersion,
    GetRole: getRole,
    GetRolePolicy: getRolePolicy,
    GetSAMLProvider: getSAMLProvider,
    GetSSHPublicKey: getSSHPublicKey,
    GetServerCertificate: getServerCertificate,
    GetServiceLastAccessedDetails: getServiceLastAccessedDetails,
    GetServiceLastAccessedDetailsWithEntities: getServiceLastAccessedDetailsWithEntities,
    GetServiceLinkedRoleDeletionStatus: getServiceLinkedRoleDeletionStatus,
    GetUser: getUser,
    GetUserPolicy: getUserPolicy,
    ListAccessKeys: listAccessKeys,
    ListAccountAliases: listAccountAliases,
    ListAttachedGroupPolicies: listAttachedGroupPolicies,
    ListAttachedRolePolicies: listAttachedRolePolicies,
    ListAttachedUserPolicies: listAttachedUserPolicies,
    ListEntitiesForPolicy: listEntitiesForPolicy,
    ListGroupPolicies: listGroupPolicies,
    ListGroups: listGroups,
    ListGroupsForUser: listGroupsForUser,
    ListInstanceProfileTags: listInstanceProfileTags,
    ListInstanceProfiles: listInstanceProfiles,
    ListInstanceProfilesForRole: listInstanceProfilesForRole,
    ListMFADeviceTags: listMFADeviceTags,
    ListMFADevices: listMFADevices,
    ListOpenIDConnectProviderTags: listOpenIDConnectProviderTags,
    ListOpenIDConnectProviders: listOpenIDConnectProviders,
    ListPolicies: listPolicies,
    ListPoliciesGrantingServiceAccess: listPoliciesGrantingServiceAccess,
    ListPolicyTags: listPolicyTags,
    ListPolicyVersions: listPolicyVersions,
    ListRolePolicies: listRolePolicies,
    ListRoleTags: listRoleTags,
    ListRoles: listRoles,
    ListSAMLProviderTags: listSAMLProviderTags,
    ListSAMLProviders: listSAMLProviders,
    ListSSHPublicKeys: listSSHPublicKeys,
    ListServerCertificateTags: listServerCertificateTags,
    ListServerCertificates: listServerCertificates,
    ListServiceSpecificCredentials: listServiceSpecificCredentials,
    ListSigningCertificates: listSigningCertificates,
    ListUserPolicies: listUserPolicies,
    ListUserTags: listUserTags,
    ListUsers: listUsers,
    ListVirtualMFADevices: listVirtualMFADevices,
    PutGroupPolicy: putGroupPolicy,
    PutRolePermissionsBoundary: putRolePermissionsBoundary,
    PutRolePolicy: putRolePolicy,
    PutUserPermissionsBoundary: putUserPermissionsBoundary,
    PutUserPolicy: putUserPolicy,
    RemoveClientIDFromOpenIDConnectProvider: removeClientIDFromOpenIDConnectProvider,
    RemoveRoleFromInstanceProfile: removeRoleFromInstanceProfile,
    RemoveUserFromGroup: removeUserFromGroup,
    ResetServiceSpecificCredential: resetServiceSpecificCredential,
    ResyncMFADevice: resyncMFADevice,
    SetDefaultPolicyVersion: setDefaultPolicyVersion,
    SetSecurityTokenServicePreferences: setSecurityTokenServicePreferences,
    SimulateCustomPolicy: simulateCustomPolicy,
    SimulatePrincipalPolicy: simulatePrincipalPolicy,
    TagInstanceProfile: tagInstanceProfile,
    TagMFADevice: tagMFADevice,
    TagOpenIDConnectProvider: tagOpenIDConnectProvider,
    TagPolicy: tagPolicy,
    TagRole: tagRole,
    TagSAMLProvider: tagSAMLProvider,
    TagServerCertificate: tagServerCertificate,
    TagUser: tagUser,
    UntagInstanceProfile: untagInstanceProfile,
    UntagMFADevice: untagMFADevice,
    UntagOpenIDConnectProvider: untagOpenIDConnectProvider,
    UntagPolicy: untagPolicy,
    UntagRole: untagRole,
    UntagSAMLProvider: untagSAMLProvider,
    UntagServerCertificate: untagServerCertificate,
    UntagUser: untagUser,
    UpdateAccessKey: updateAccessKey,
    UpdateAccountPasswordPolicy: updateAccountPasswordPolicy,
    UpdateAssumeRolePolicy: updateAssumeRolePolicy,
    UpdateGroup: updateGroup,
    UpdateLoginProfile: updateLoginProfile,
    UpdateOpenIDConnectProviderThumbprint: updateOpenIDConnectProviderThumbprint,
    UpdateRole: updateRole,
    UpdateRoleDescription: updateRoleDescription,
    UpdateSAMLProvider: updateSAMLProvider,
    UpdateSSHPublicKey: updateSSHPublicKey,
    UpdateServerCertificate: updateServerCertificate,
    UpdateServiceSpecificCredential: updateServiceSpecificCredential,
    UpdateSigningCertificate: updateSigningCertificate,
    UpdateUser: updateUser,
    UploadSSHPublicKey: uploadSSHPublicKey,
    UploadServerCertificate: uploadServerCertificate,
    UploadSigningCertificate: uploadSigningCertificate,
  },
};
