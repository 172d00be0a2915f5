/** EC2's refusals whose sentence has one form for many kinds of thing. */
import { ServiceException } from "../../wire/service-exception.ts";

export function invalidParameter(message: string): ServiceException {
  return new ServiceException("InvalidParameterValue", message);
}

export function missingParameter(name: string): ServiceException {
  return new ServiceException("MissingParameter", `The request must contain the parameter ${name}`);
}

export function dependencyViolation(message: string): ServiceException {
  return new ServiceException("DependencyViolation", message);
}

/** `The vpc 'vpc-1' has dependencies and cannot be deleted.` */
export function hasDependencies(noun: string, id: string): ServiceException {
  return dependencyViolation(`The ${noun} '${id}' has dependencies and cannot be deleted.`);
}
