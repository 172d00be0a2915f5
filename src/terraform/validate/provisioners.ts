/** Provisioners and their connections against their schemas. */
import type { Diagnostic } from "../../hcl/diagnostic.ts";
import type { Connection, Provisioner } from "../config/module.ts";
import { decodeBlock } from "../lang/decode-block.ts";
import type { Scope } from "../lang/scope.ts";
import { CONNECTION_SCHEMA, PROVISIONER_SCHEMAS } from "./provisioner-schemas.ts";

export function validateProvisioner(
  provisioner: Provisioner,
  resourceConnection: Connection | undefined,
  scope: Scope,
): Diagnostic[] {
  const schema = PROVISIONER_SCHEMAS[provisioner.type];
  const diagnostics = schema ? [...decodeBlock(provisioner.body, schema, scope).diagnostics] : [];
  const connection = provisioner.connection ?? resourceConnection;
  if (connection) diagnostics.push(...decodeBlock(connection.body, CONNECTION_SCHEMA, scope).diagnostics);
  return diagnostics;
}
