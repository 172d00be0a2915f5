/** Smithy's RPC v2: the operation is the last part of the path, input and output are a CBOR map each. */
import { decode, encode } from "cborg";
import { dateEncoder, TAG_DATE_EPOCH } from "cborg/taglib";
import { CborWriters } from "../cbor-writer.ts";
import { compiledOnDemand, type OperationCodec, type ServiceCodec } from "../codec.ts";
import { describeError, fault, queryCode } from "../error-members.ts";
import { JsonReaders } from "../json-reader.ts";
import type { WireRequest, WireResponse } from "../message.ts";
import type { OperationModel, ServiceModel } from "../model.ts";
import { serializationException, typeMismatch } from "../type-mismatch.ts";

const WRITING = { typeEncoders: { Date: dateEncoder }, float64: true };
/** A timestamp is read as the seconds it is. */
const READING = { tags: { [TAG_DATE_EPOCH]: (value: () => unknown) => value() } };

export function rpcV2CborCodec(model: ServiceModel): ServiceCodec {
  const readers = new JsonReaders({ timestamps: "epoch-seconds", jsonNames: false }, typeMismatch);
  const writers = new CborWriters();
  const { namespace, queryCompatible } = model.table;

  const respond = (status: number, value: unknown, requestId: string): WireResponse => ({
    status,
    headers: { "x-amzn-RequestId": requestId, "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" },
    body: encode(value, WRITING),
  });

  return {
    model,
    identify: ({ path }) => /^\/service\/[^/]+\/operation\/([^/]+)$/.exec(path)?.[1],
    operation: compiledOnDemand(model, (name): OperationCodec => {
      const { input, output } = model.operation(name) as OperationModel;
      const read = input && readers.structure(input, input.members);
      const write = output ? writers.of(output) : () => ({});
      return {
        name,
        decode: (request) => (read && request.body.length > 0 ? (read(parse(request)) as Record<string, unknown>) : {}),
        encode: (value, requestId) => respond(200, write(value), requestId),
      };
    }),
    encodeError: (error, requestId) => {
      const { shape, status, members } = describeError(model, error);
      const told = shape ? (writers.of(shape)(members) as object) : members;
      const response = respond(status, { __type: `${namespace}#${error.code}`, ...told }, requestId);
      if (queryCompatible) response.headers["x-amzn-query-error"] = `${queryCode(error, shape)};${fault(status)}`;
      return response;
    },
  };
}

function parse({ body }: WireRequest): unknown {
  try {
    return decode(body, READING);
  } catch {
    throw serializationException("");
  }
}
