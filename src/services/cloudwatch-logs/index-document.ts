import { ServiceException } from "../../wire/service-exception.ts";
import { jsonDocument } from "./json-document.ts";

const MOST_FIELDS = 20;
const LONGEST_NAME = 100;

/** A field index policy as it was given, when it names fields. Source: API reference of PutIndexPolicy. */
export function indexDocument(text: string): string {
  const invalid = (reason: string): ServiceException =>
    new ServiceException("InvalidParameterException", `Invalid field index policy: ${reason}`);
  const { Fields } = JSON.parse(jsonDocument(text)) as { readonly Fields?: unknown };
  if (!Array.isArray(Fields)) throw invalid("Fields is missing");
  if (Fields.length > MOST_FIELDS) throw invalid(`at most ${MOST_FIELDS} fields can be indexed`);
  if ((Fields as unknown[]).some((name) => typeof name !== "string" || name === "" || name.length > LONGEST_NAME)) {
    throw invalid(`field names have 1 to ${LONGEST_NAME} characters`);
  }
  return text;
}
