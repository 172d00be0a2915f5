/** Refusals that come before any operation, in the words of the service that would have been asked. */
import type { StoreError } from "../store/store-error.ts";
import type { WireRequest } from "../wire/message.ts";
import { ServiceException } from "../wire/service-exception.ts";
import { requireJson } from "./dynamodb-front.ts";

interface Words {
  readonly code: string;
  readonly status: number;
}

/** Services of one protocol do not agree on what to call a wrong or outworn key. */
const WORDS: Readonly<Record<string, Readonly<Record<string, Words>>>> = {
  UnrecognizedClientException: {
    cloudwatch: { code: "InvalidClientTokenId", status: 403 },
    "cloudwatch-logs": { code: "UnrecognizedClientException", status: 400 },
    dynamodb: { code: "UnrecognizedClientException", status: 400 },
    "dynamodb-streams": { code: "UnrecognizedClientException", status: 400 },
    ec2: { code: "AuthFailure", status: 401 },
    iam: { code: "InvalidClientTokenId", status: 403 },
    s3: { code: "InvalidAccessKeyId", status: 403 },
    sfn: { code: "UnrecognizedClientException", status: 400 },
    sts: { code: "InvalidClientTokenId", status: 403 },
  },
  ExpiredTokenException: {
    "cloudwatch-logs": { code: "ExpiredTokenException", status: 400 },
    dynamodb: { code: "ExpiredTokenException", status: 400 },
    "dynamodb-streams": { code: "ExpiredTokenException", status: 400 },
    ec2: { code: "RequestExpired", status: 400 },
    iam: { code: "ExpiredToken", status: 403 },
    s3: { code: "ExpiredToken", status: 400 },
    sfn: { code: "ExpiredTokenException", status: 400 },
    sts: { code: "ExpiredToken", status: 403 },
  },
};

export function inServiceWords(error: ServiceException, service: string): ServiceException {
  const words = WORDS[error.code]?.[service];
  if (words === undefined) return error;
  return new ServiceException(words.code, error.message, error.members, words.status);
}

/** What could not be stored was not done. Unlike a defect of ours it may heal, so clients may come back. */
export function notStored(error: StoreError, service: string): ServiceException {
  const code = service.startsWith("dynamodb") ? "InternalServerError" : "InternalFailure";
  return new ServiceException(code, error.message, {}, 500);
}

/** What AWS answers to an operation that the service does not have. */
export function unknownOperation(service: string, name: string | undefined, request: WireRequest): ServiceException {
  switch (service) {
    case "iam":
    case "sts":
    case "ec2": {
      if (name === undefined) return new ServiceException("MissingAction", "Missing Action", {}, 400);
      if (service === "ec2") {
        return new ServiceException("InvalidAction", `The action ${name} is not valid for this web service.`, {}, 400);
      }
      const message = `Could not find operation ${name} for version ${versionOf(request)}`;
      return new ServiceException("InvalidAction", message, {}, 400);
    }
    case "s3":
      return new ServiceException(
        "MethodNotAllowed",
        "The specified method is not allowed against this resource.",
        { Method: request.method, ResourceType: "SERVICE" },
        405,
      );
    case "lambda":
    case "api-gateway":
    case "apigatewayv2":
      return new ServiceException("UnknownOperationException", "Unknown operation", {}, 404);
    default:
      requireJson(service, request);
      return new ServiceException("UnknownOperationException", "", {}, 400);
  }
}

function versionOf({ query, body }: WireRequest): string {
  return (
    /(?:^|&)Version=([^&]*)/.exec(body.length > 0 ? body.toString("latin1") : query)?.[1] ?? "NO_VERSION_SPECIFIED"
  );
}
