import { ServiceException } from "../../wire/service-exception.ts";
import { jsonDocument } from "./json-document.ts";

interface Statement {
  readonly DataIdentifier?: unknown;
  readonly Operation?: { readonly Audit?: unknown; readonly Deidentify?: { readonly MaskConfig?: unknown } };
}

const invalid = (reason: string): ServiceException =>
  new ServiceException("InvalidParameterException", `Invalid data protection policy: ${reason}`);

/**
 * A data protection policy as it was given, when it has the two statements AWS asks for: one that audits and one that
 * masks, of the same identifiers. Source: API reference of PutDataProtectionPolicy.
 */
export function protectionDocument(text: string): string {
  const { Statement } = JSON.parse(jsonDocument(text)) as { readonly Statement?: readonly Statement[] };
  if (!Array.isArray(Statement)) throw invalid("Statement is missing");
  const statements = Statement as readonly Statement[];
  const audit = statements.find(({ Operation }) => Operation?.Audit !== undefined);
  const mask = statements.find(({ Operation }) => Operation?.Deidentify !== undefined);
  if (!audit || !mask) throw invalid("it must have an Audit and a Deidentify statement");
  if (JSON.stringify(audit.DataIdentifier) !== JSON.stringify(mask.DataIdentifier)) {
    throw invalid("the DataIdentifier lists of the Audit and Deidentify statements must match");
  }
  if (mask.Operation?.Deidentify?.MaskConfig === undefined) throw invalid("MaskConfig is missing");
  return text;
}
