/**
 * The one place where DynamoDB's refusals get their wording. AWS changed it in 2026, region by region: today's is the
 * default, TERRARIUM_DYNAMODB_WORDING=2025 brings the older back for suites recorded before.
 */
import { ServiceException } from "../../wire/service-exception.ts";

export type Wording = "2025" | "2026";

export const wording: Wording = process.env.TERRARIUM_DYNAMODB_WORDING === "2025" ? "2025" : "2026";

export function refusal(message: string): ServiceException {
  return new ServiceException("ValidationException", message);
}

export function invalidParameter(detail: string): ServiceException {
  return refusal(`One or more parameter values were invalid: ${detail}`);
}

const frameworkPrefix = "1 validation error detected: ";

/**
 * Runs the checks of a request that need nothing but the request. Today these are made by AWS's validation framework
 * in most item operations, which announces every sentence; what is checked against the table or the item is not.
 */
export function checkingRequest<T>(check: () => T): T {
  try {
    return check();
  } catch (error) {
    if (wording === "2025" || !(error instanceof ServiceException) || error.code !== "ValidationException") throw error;
    if (error.message.startsWith(frameworkPrefix)) throw error;
    throw refusal(frameworkPrefix + error.message);
  }
}

/** A violated constraint of a request's member, in the framework's words. */
export function constraintRefusal(violation: string): ServiceException {
  return refusal(frameworkPrefix + violation);
}
