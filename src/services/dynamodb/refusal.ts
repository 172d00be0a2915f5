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

/** A refusal that the framework does not announce, although the request alone shows it. */
export class UnannouncedRefusal extends ServiceException {
  constructor(message: string) {
    super("ValidationException", message);
  }
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
    if (error instanceof UnannouncedRefusal || error.message.startsWith(frameworkPrefix)) throw error;
    throw refusal(frameworkPrefix + error.message);
  }
}

/** No more violations than these are told, and counted, at once. */
const mostReported = 10;

/** Violated constraints of a request's members, in the framework's words. */
export function constraintRefusals(violations: readonly string[]): ServiceException {
  const told = violations.slice(0, mostReported);
  if (told.length === 1) return refusal(frameworkPrefix + told[0]!);
  return refusal(`${told.length} validation errors detected: ${told.join("; ")}`);
}

export function resourceInUse(detail: string): ServiceException {
  return new ServiceException(
    "ResourceInUseException",
    `Attempt to change a resource which is still in use: ${detail}`,
  );
}

export function limitExceeded(detail: string): ServiceException {
  return new ServiceException("LimitExceededException", `Subscriber limit exceeded: ${detail}`);
}

export function notFound(what: string): ServiceException {
  return new ServiceException("ResourceNotFoundException", `Requested resource not found: ${what}`);
}
