/** Outbound web identity federation: whether STS may give out tokens that tell others who a caller is. */
import type * as Iam from "@aws-sdk/client-iam";
import { issuerOf, outboundFederationKey } from "../../cloud/identity/outbound-federation.ts";
import type { Operation, OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";

const isEnabled = ({ store, account }: OperationContext): boolean => store.has(outboundFederationKey(account));

const disabled = (): ServiceException =>
  new ServiceException("FeatureDisabled", "Outbound web identity federation is not enabled for this account.");

export const enableOutboundWebIdentityFederation: Operation<typeof Iam, "EnableOutboundWebIdentityFederation"> = (
  _,
  context,
) => {
  if (isEnabled(context)) {
    throw new ServiceException(
      "FeatureEnabled",
      "Outbound web identity federation is already enabled for this account.",
    );
  }
  context.store.put(outboundFederationKey(context.account), true);
  return { IssuerIdentifier: issuerOf(context.account) };
};

export const disableOutboundWebIdentityFederation: Operation<typeof Iam, "DisableOutboundWebIdentityFederation"> = (
  _,
  context,
) => {
  if (!context.store.delete(outboundFederationKey(context.account))) throw disabled();
  return {};
};

export const getOutboundWebIdentityFederationInfo: Operation<typeof Iam, "GetOutboundWebIdentityFederationInfo"> = (
  _,
  context,
) => {
  if (!isEnabled(context)) throw disabled();
  return { IssuerIdentifier: issuerOf(context.account), JwtVendingEnabled: true };
};
