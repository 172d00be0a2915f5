import { ServiceException } from "../../wire/service-exception.ts";

/** The document as it was given, when it is JSON. */
export function jsonDocument(text: string): string {
  try {
    JSON.parse(text);
    return text;
  } catch {
    throw new ServiceException("InvalidParameterException", "Policy document is not a valid JSON document.");
  }
}
