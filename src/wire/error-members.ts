/** What the protocols' error encoders have in common: the error's shape, its status, who is at fault. */
import type { ServiceModel, StructureShape } from "./model.ts";
import type { ServiceException } from "./service-exception.ts";

export interface DescribedError {
  readonly shape: StructureShape | undefined;
  readonly status: number;
  /** Members to write: the modelled ones with the message under the shape's own spelling. */
  readonly members: Readonly<Record<string, unknown>>;
}

export function describeError(model: ServiceModel, error: ServiceException, defaultStatus = 400): DescribedError {
  const shape = model.errors.get(error.code);
  const message = shape?.members.find((member) => member.name.toLowerCase() === "message")?.name ?? "message";
  const status = error.status ?? shape?.traits.awsQueryError?.[1] ?? shape?.traits.httpError ?? defaultStatus;
  return { shape, status, members: { [message]: error.message, ...error.members } };
}

/** The code a query client knows an error by: `NoSuchEntity` for NoSuchEntityException. */
export function queryCode(error: ServiceException, shape: StructureShape | undefined): string {
  return shape?.traits.awsQueryError?.[0] ?? error.code;
}

export function fault(status: number): "Sender" | "Receiver" {
  return status >= 500 ? "Receiver" : "Sender";
}
