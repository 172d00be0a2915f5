/**
 * An AWS error as an operation throws it: code, AWS's sentence to the character, and the modelled members that go
 * beside them. The protocol encodes it with the HTTP status of the error's shape; `status` overrides that for codes
 * that no shape describes.
 */
export class ServiceException extends Error {
  readonly code: string;
  readonly members: Readonly<Record<string, unknown>>;
  readonly status: number | undefined;

  constructor(code: string, message: string, members: Readonly<Record<string, unknown>> = {}, status?: number) {
    super(message);
    this.name = "ServiceException";
    this.code = code;
    this.members = members;
    this.status = status;
  }
}
