/** Step Functions' refusals. */
import { ServiceException } from "../../wire/service-exception.ts";
import { INVALID_NAME } from "./language/names.ts";

export function invalidArn(arn: string | undefined): ServiceException {
  return new ServiceException("InvalidArn", `Invalid Arn: 'Invalid ARN prefix: ${arn}'`);
}

/** Source: AWS's sentence, as LocalStack's source has it: what keeps no executions has none to describe, stop or redrive. */
export function expressNotInContext(): ServiceException {
  return new ServiceException("InvalidArn", "Invalid Arn: 'Resource type not valid in this context: express'");
}

export function machineDoesNotExist(arn: string | undefined): ServiceException {
  return new ServiceException("StateMachineDoesNotExist", `State Machine Does Not Exist: '${arn}'`);
}

export function resourceNotFound(arn: string | undefined): ServiceException {
  return new ServiceException("ResourceNotFound", `Resource not found: '${arn}'`);
}

export function validationException(message: string): ServiceException {
  return new ServiceException("ValidationException", message);
}

/** Express machines keep no executions to list or stop; only they can be waited for. */
export function typeNotSupported(): ServiceException {
  return new ServiceException(
    "StateMachineTypeNotSupported",
    "This operation is not supported by this type of state machine",
  );
}

/** Names of machines, activities and executions: no blanks, brackets, wildcards, separators or control characters. */
export function checkName(name: string): void {
  if (INVALID_NAME.test(name)) throw new ServiceException("InvalidName", `Invalid Name: '${name}'`);
}
