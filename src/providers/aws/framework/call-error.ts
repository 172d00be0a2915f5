/** A refused AWS call, in the words in which the provider's SDK reports it. */
import { ServiceException } from "../../../wire/service-exception.ts";

/** Service names as the Go SDK writes them in errors. */
const SDK_IDS: Readonly<Record<string, string>> = {
  "api-gateway": "API Gateway",
  apigatewayv2: "ApiGatewayV2",
  cloudwatch: "CloudWatch",
  "cloudwatch-logs": "CloudWatch Logs",
  dynamodb: "DynamoDB",
  ec2: "EC2",
  iam: "IAM",
  lambda: "Lambda",
  s3: "S3",
  sfn: "SFN",
  sts: "STS",
};

/** S3 names the machine that answered; there is one here. */
const HOST_ID = "terrarium";

// Codes that no error shape describes: the SDK prints them as "api error CODE: message".
const COMMON =
  /^(Validation(Error|Exception)|AccessDenied(Exception)?|Throttling(Exception)?|NotImplemented|InternalFailure|UnrecognizedClientException|SerializationException|MissingParameter|InvalidAction)$/;

const STATUS: readonly (readonly [pattern: RegExp, status: number])[] = [
  [/^NotImplemented$/, 501],
  [/^(NoSuch|NotFound|.*NotFound(Exception)?$|.*DoesNotExist$)/, 404],
  [
    /^(EntityAlreadyExists|DeleteConflict|LimitExceeded|ConflictException|ResourceConflictException|.*AlreadyOwnedByYou|BucketNotEmpty|BucketAlreadyExists|EntityTemporarilyUnmodifiable)$/,
    409,
  ],
  [/^(AccessDenied(Exception)?|UnrecognizedClientException)$/, 403],
  [/^(TooManyRequests(Exception)?|Throttling(Exception)?)$/, 429],
];

/** Services whose protocol answers every fault of the caller alike. */
const ONE_STATUS: ReadonlySet<string> = new Set(["cloudwatch-logs", "dynamodb", "ec2", "sfn"]);

const statusOf = (code: string): number => STATUS.find(([pattern]) => pattern.test(code))?.[1] ?? 400;

export class CallError extends Error {
  readonly code: string;
  /** AWS's own sentence. */
  readonly reason: string;

  constructor(service: string, operation: string, cause: ServiceException, requestId: string) {
    const status = cause.status ?? (ONE_STATUS.has(service) ? 400 : statusOf(cause.code));
    const modelled = service !== "ec2" && service !== "s3" && !COMMON.test(cause.code);
    super(
      `operation error ${SDK_IDS[service] ?? service}: ${operation}, https response error StatusCode: ${status}, ` +
        `RequestID: ${requestId}, ${service === "s3" ? `HostID: ${HOST_ID}, ` : ""}${modelled ? "" : "api error "}${cause.code}: ${cause.message}`,
      { cause },
    );
    this.name = "CallError";
    this.code = cause.code;
    this.reason = cause.message;
  }
}

export const isRefusal = (error: unknown, ...codes: readonly string[]): error is CallError =>
  error instanceof CallError && codes.includes(error.code);

/** The answer, or undefined when AWS refuses with one of these codes. */
export async function unless<Answer>(
  answer: Promise<Answer>,
  ...codes: readonly string[]
): Promise<Answer | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (isRefusal(error, ...codes)) return undefined;
    throw error;
  }
}

/** The answer; a failure is told as one of this step. */
export async function during<Answer>(step: string, answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer;
  } catch (error) {
    throw new Error(`${step}: ${failureText(error)}`, { cause: error });
  }
}

/** The cause of a failure as it is shown to the user. */
export function failureText(error: unknown): string {
  if (error instanceof ServiceException) return `${error.code}: ${error.message}`;
  return error instanceof Error ? error.message : String(error);
}
