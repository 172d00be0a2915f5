import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { tokenVersionKey } from "./token-version.ts";

export const setSecurityTokenServicePreferences: Operation<typeof Iam, "SetSecurityTokenServicePreferences"> = (
  { GlobalEndpointTokenVersion },
  { store, account },
) => {
  store.put(tokenVersionKey(account), GlobalEndpointTokenVersion === "v2Token" ? 2 : 1);
  return {};
};
