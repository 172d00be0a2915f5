/** S3's refusals with the details they carry beside the sentence. */
import { ServiceException } from "../../wire/service-exception.ts";

export function noSuchBucket(bucket: string): ServiceException {
  return new ServiceException("NoSuchBucket", "The specified bucket does not exist", { BucketName: bucket }, 404);
}

export function noSuchKey(key: string): ServiceException {
  return new ServiceException("NoSuchKey", "The specified key does not exist.", { Key: key }, 404);
}

export function noSuchVersion(key: string, versionId: string): ServiceException {
  return new ServiceException(
    "NoSuchVersion",
    "The specified version does not exist.",
    { Key: key, VersionId: versionId },
    404,
  );
}

export function invalidArgument(message: string, name?: string, value?: string): ServiceException {
  return new ServiceException("InvalidArgument", message, {
    ...(name === undefined ? {} : { ArgumentName: name }),
    ...(value === undefined ? {} : { ArgumentValue: value }),
  });
}

export function invalidRequest(message: string): ServiceException {
  return new ServiceException("InvalidRequest", message);
}

export function malformedXml(): ServiceException {
  return new ServiceException(
    "MalformedXML",
    "The XML you provided was not well-formed or did not validate against our published schema",
  );
}

export function preconditionFailed(condition: string): ServiceException {
  return new ServiceException(
    "PreconditionFailed",
    "At least one of the pre-conditions you specified did not hold",
    { Condition: condition },
    412,
  );
}

export function accessDenied(message = "Access Denied"): ServiceException {
  return new ServiceException("AccessDenied", message, {}, 403);
}
