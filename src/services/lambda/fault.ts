/** Lambda's refusals. Each carries the `Type` that AWS sends beside the message. */
import { ServiceException } from "../../wire/service-exception.ts";

const USER = { Type: "User" };
/** A few refusals come without it. */
const UNTYPED = { Type: null };

export const invalidParameter = (message: string): ServiceException =>
  new ServiceException("InvalidParameterValueException", message, USER);

export const invalidConcurrency = (message: string): ServiceException =>
  new ServiceException("InvalidParameterValueException", message, UNTYPED);

export const codeSigningNotFound = (arn: string | undefined): ServiceException =>
  new ServiceException(
    "ResourceNotFoundException",
    `The Lambda code signing configuration ${arn} can not be found.`,
    UNTYPED,
  );

export const notFound = (message: string): ServiceException =>
  new ServiceException("ResourceNotFoundException", message, USER);

export const conflict = (message: string): ServiceException =>
  new ServiceException("ResourceConflictException", message, USER);

export const inUse = (message: string): ServiceException =>
  new ServiceException("ResourceInUseException", message, USER);

export const preconditionFailed = (call: string): ServiceException =>
  new ServiceException(
    "PreconditionFailedException",
    `The Revision Id provided does not match the latest Revision Id. Call the ${call} API to retrieve the latest Revision Id`,
    USER,
  );

export const functionNotFound = (arn: string): ServiceException => notFound(`Function not found: ${arn}`);
