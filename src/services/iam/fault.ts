/** IAM's refusals whose sentence has one form for many kinds of thing. */
import { ServiceException } from "../../wire/service-exception.ts";

export function noSuchEntity(message: string): ServiceException {
  return new ServiceException("NoSuchEntity", message);
}

export function alreadyExists(message: string): ServiceException {
  return new ServiceException("EntityAlreadyExists", message);
}

export function deleteConflict(reason: string): ServiceException {
  return new ServiceException("DeleteConflict", `Cannot delete entity, must ${reason} first.`);
}

export function quotaExceeded(quota: string, limit: number): ServiceException {
  return new ServiceException("LimitExceeded", `Cannot exceed quota for ${quota}: ${limit}`);
}

export function validationError(message: string): ServiceException {
  return new ServiceException("ValidationError", message);
}

export function invalidInput(message: string): ServiceException {
  return new ServiceException("InvalidInput", message);
}

export function malformedPolicy(message: string): ServiceException {
  return new ServiceException("MalformedPolicyDocument", message);
}
