/**
 * How a REST API refuses: every kind of refusal has its status, its sentence and its x-amzn-ErrorType. Statuses are
 * those of AWS's documentation; sentences and types were recorded or are published in many reports of users.
 */

const INTERNAL = "InternalServerErrorException";

/** Kind -> status, type, sentence (null is told as null). */
const KINDS = {
  ACCESS_DENIED: [403, "AccessDeniedException", "User is not authorized to access this resource"],
  API_CONFIGURATION_ERROR: [500, INTERNAL, "Internal server error"],
  AUTHORIZER_CONFIGURATION_ERROR: [500, "AuthorizerConfigurationException", null],
  AUTHORIZER_FAILURE: [500, "AuthorizerFailureException", null],
  BAD_REQUEST_BODY: [400, "BadRequestException", "Invalid request body"],
  BAD_REQUEST_PARAMETERS: [400, "BadRequestException", "Missing required request parameters"],
  EXPIRED_TOKEN: [403, "ExpiredTokenException", "The security token included in the request is expired"],
  INTEGRATION_FAILURE: [500, INTERNAL, "Internal server error"],
  INTEGRATION_TIMEOUT: [504, INTERNAL, "Endpoint request timed out"],
  INVALID_API_KEY: [403, "ForbiddenException", "Forbidden"],
  INVALID_SIGNATURE: [403, "InvalidSignatureException", null],
  INVALID_TOKEN: [403, "UnrecognizedClientException", null],
  MISSING_AUTHENTICATION_TOKEN: [403, "MissingAuthenticationTokenException", "Missing Authentication Token"],
  QUOTA_EXCEEDED: [429, "LimitExceededException", "Limit Exceeded"],
  REQUEST_TOO_LARGE: [413, "RequestTooLargeException", "Request Too Long"],
  THROTTLED: [429, "TooManyRequestsException", "Too Many Requests"],
  UNAUTHORIZED: [401, "UnauthorizedException", "Unauthorized"],
  UNSUPPORTED_MEDIA_TYPE: [415, "BadRequestException", "Unsupported Media Type"],
} as const satisfies Record<string, readonly [number, string, string | null]>;

export type FaultKind = keyof typeof KINDS;

export interface FaultDetails {
  readonly message?: string;
  readonly status?: number;
  /** What a request validator found. */
  readonly validation?: string;
}

export class GatewayFault extends Error {
  readonly kind: FaultKind;
  readonly status: number;
  readonly errorType: string;
  readonly told: string | null;
  readonly validation: string | undefined;

  constructor(kind: FaultKind, details: FaultDetails = {}) {
    const [status, errorType, sentence] = KINDS[kind];
    super(details.message ?? sentence ?? kind);
    this.kind = kind;
    this.status = details.status ?? status;
    this.errorType = errorType;
    this.told = details.message ?? sentence;
    this.validation = details.validation;
  }
}

/** What Terrarium does not do; told with 501. */
export class NotBuilt extends Error {}
