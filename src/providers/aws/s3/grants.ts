/** Who is granted something, as access control lists and logging name them. */
import type { Grantee, Type } from "@aws-sdk/client-s3";
import { given } from "../framework/given.ts";

interface GranteeAttributes {
  readonly email_address: string | null;
  readonly id: string | null;
  readonly type: string;
  readonly uri: string | null;
}

export const granteeInput = (grantee: GranteeAttributes): Grantee => ({
  Type: grantee.type as Type,
  EmailAddress: given(grantee.email_address),
  ID: given(grantee.id),
  URI: given(grantee.uri),
});

export const granteeFound = (grantee: Grantee) => ({
  display_name: grantee.DisplayName,
  email_address: grantee.EmailAddress,
  id: grantee.ID,
  type: grantee.Type,
  uri: grantee.URI,
});
