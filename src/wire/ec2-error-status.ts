/**
 * The HTTP status of EC2's error codes, which no shape describes. All are 400 but these, by EC2's documentation of its
 * error codes. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
 */
const STATUS: Readonly<Record<string, number>> = {
  UnauthorizedOperation: 403,
  AuthFailure: 401,
  OptInRequired: 401,
  AccessDenied: 403,
  InternalError: 500,
  InternalFailure: 500,
  InsufficientAddressCapacity: 500,
  InsufficientCapacity: 500,
  InsufficientInstanceCapacity: 500,
  InsufficientHostCapacity: 500,
  InsufficientReservedInstanceCapacity: 500,
  ServerInternal: 500,
  NotImplemented: 501,
  Unavailable: 503,
  ServiceUnavailable: 503,
  RequestLimitExceeded: 503,
};

export function ec2ErrorStatus(code: string): number {
  return STATUS[code] ?? 400;
}
