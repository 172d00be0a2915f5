/** Provisioners and their connections against their schemas. */
import type { Diagnostic } from "../../hcl/diagnostic.ts";
import type { Connection, Provisioner } from "../config/module.ts";
import { decodeBlock } from "../lang/decode-block.ts";
import type { Scope } from "../lang/scope.ts";
import type { Value } from "../lang/value.ts";
import { CONNECTION_SCHEMA, PROVISIONER_SCHEMAS } from "./provisioner-schemas.ts";

export function validateProvisioner(
  provisioner: Provisioner,
  resourceConnection: Connection | undefined,
  scope: Scope,
): Diagnostic[] {
  const schema = PROVISIONER_SCHEMAS[provisioner.type];
  const decoded = schema && decodeBlock(provisioner.body, schema, scope);
  const diagnostics = decoded ? [...decoded.diagnostics] : [];
  if (decoded && provisioner.type === "file") diagnostics.push(...wrongSources(decoded.value));
  const connection = provisioner.connection ?? resourceConnection;
  if (connection) diagnostics.push(...decodeBlock(connection.body, CONNECTION_SCHEMA, scope).diagnostics);
  return diagnostics;
}

/** A file is copied from elsewhere, or its content is given. */
function wrongSources(config: Value): Diagnostic[] {
  const isGiven = (name: string): boolean => config.isKnown && config.entries.get(name)?.isNull === false;
  const [source, content] = [isGiven("source"), isGiven("content")];
  if (source !== content) return [];
  const summary = source ? "Cannot set both 'source' and 'content'" : "Must provide one of 'source' or 'content'";
  return [{ severity: "error", summary, detail: "" }];
}
