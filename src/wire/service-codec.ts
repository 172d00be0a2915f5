/** The codec of a service, in the protocol its SDK client speaks, or another that clients of other ages speak. */
import type { ProtocolName } from "../shapes/service-shapes.ts";
import type { ServiceCodec } from "./codec.ts";
import type { WireRequest } from "./message.ts";
import { type ServiceModel, serviceModel } from "./model.ts";
import { awsJsonCodec } from "./protocols/aws-json.ts";
import { awsQueryCodec, ec2QueryCodec } from "./protocols/query.ts";
import { restJsonCodec } from "./protocols/rest-json.ts";
import { restXmlCodec } from "./protocols/rest-xml.ts";
import { rpcV2CborCodec } from "./protocols/rpc-v2-cbor.ts";

const PROTOCOLS: Readonly<Record<ProtocolName, (model: ServiceModel) => ServiceCodec>> = {
  awsJson1_0: awsJsonCodec,
  awsJson1_1: awsJsonCodec,
  awsQuery: awsQueryCodec,
  ec2Query: ec2QueryCodec,
  restJson1: restJsonCodec,
  restXml: restXmlCodec,
  rpcv2Cbor: rpcV2CborCodec,
};

/** CloudWatch began with forms, went on to JSON and has come to CBOR: SDKs of each age are in use. */
const OF_ALL_AGES: ReadonlySet<string> = new Set(["cloudwatch"]);

const codecs = new Map<string, ServiceCodec>();

export function serviceCodec(service: string, protocol?: ProtocolName): ServiceCodec {
  const name = protocol === undefined ? service : `${service} ${protocol}`;
  let codec = codecs.get(name);
  if (codec === undefined) {
    const model = serviceModel(service);
    codec = PROTOCOLS[protocol ?? model.table.protocol](model);
    codecs.set(name, codec);
  }
  return codec;
}

const plainJson = new Map<string, ServiceCodec>();

/** DynamoDB answers in the content type it is asked in. */
export function plainJsonCodec(service: string, { headers }: WireRequest): ServiceCodec | undefined {
  if (service !== "dynamodb" && service !== "dynamodb-streams") return undefined;
  const contentType = headers["content-type"];
  if (contentType === "application/x-amz-json-1.0" || !isPlainJson(contentType ?? "application/json")) return undefined;
  let codec = plainJson.get(service);
  if (codec === undefined) {
    codec = awsJsonCodec(serviceModel(service), "application/json");
    plainJson.set(service, codec);
  }
  return codec;
}

export function isPlainJson(contentType: string): boolean {
  return contentType.split(";", 1)[0]?.trim() === "application/json";
}

/** The protocol of a request where it is not the one that the service's table names. */
export function otherProtocol(service: string, { method, headers }: WireRequest): ProtocolName | undefined {
  if (!OF_ALL_AGES.has(service) || headers["x-amz-target"] !== undefined) return undefined;
  if (headers["smithy-protocol"] === "rpc-v2-cbor") return "rpcv2Cbor";
  const form = method === "GET" || headers["content-type"]?.startsWith("application/x-www-form-urlencoded");
  return form ? "awsQuery" : undefined;
}
