/** What every protocol is to the server: requests of a service become inputs, outputs and errors become responses. */
import type { WireRequest, WireResponse } from "./message.ts";
import type { ServiceModel } from "./model.ts";
import type { ServiceException } from "./service-exception.ts";

export interface OperationCodec {
  readonly name: string;
  /** Throws a SerializationException, or the protocol's own code, for what no client of AWS's would send. */
  decode(request: WireRequest): Record<string, unknown>;
  encode(output: Record<string, unknown>, requestId: string): WireResponse;
}

export interface ServiceCodec {
  readonly model: ServiceModel;
  /** The name of the operation a request asks for, by the protocol's own means; it need not exist. */
  identify(request: WireRequest): string | undefined;
  operation(name: string): OperationCodec | undefined;
  encodeError(error: ServiceException, requestId: string): WireResponse;
}

/** Operation codecs are compiled when they are first asked for. */
export function compiledOnDemand(
  model: ServiceModel,
  compile: (name: string) => OperationCodec,
): (name: string) => OperationCodec | undefined {
  const codecs = new Map<string, OperationCodec>();
  return (name) => {
    let codec = codecs.get(name);
    if (codec === undefined) {
      if (!Object.hasOwn(model.table.operations, name)) return undefined;
      codec = compile(name);
      codecs.set(name, codec);
    }
    return codec;
  };
}
