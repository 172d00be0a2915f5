/** The codec of a service, in the protocol its SDK client speaks. */
import type { ProtocolName } from "../shapes/service-shapes.ts";
import type { ServiceCodec } from "./codec.ts";
import { type ServiceModel, serviceModel } from "./model.ts";
import { awsJsonCodec } from "./protocols/aws-json.ts";
import { awsQueryCodec, ec2QueryCodec } from "./protocols/query.ts";
import { restJsonCodec } from "./protocols/rest-json.ts";
import { restXmlCodec } from "./protocols/rest-xml.ts";

const PROTOCOLS: Readonly<Record<ProtocolName, (model: ServiceModel) => ServiceCodec>> = {
  awsJson1_0: awsJsonCodec,
  awsJson1_1: awsJsonCodec,
  awsQuery: awsQueryCodec,
  ec2Query: ec2QueryCodec,
  restJson1: restJsonCodec,
  restXml: restXmlCodec,
};

const codecs = new Map<string, ServiceCodec>();

export function serviceCodec(service: string): ServiceCodec {
  let codec = codecs.get(service);
  if (codec === undefined) {
    const model = serviceModel(service);
    codec = PROTOCOLS[model.table.protocol](model);
    codecs.set(service, codec);
  }
  return codec;
}
