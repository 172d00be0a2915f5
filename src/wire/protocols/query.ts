/** awsQuery and ec2Query: the operation and its input are a form, the output is XML. */
import { compiledOnDemand, type OperationCodec, type ServiceCodec } from "../codec.ts";
import { ec2ErrorStatus } from "../ec2-error-status.ts";
import { describeError, fault, queryCode } from "../error-members.ts";
import type { WireRequest, WireResponse } from "../message.ts";
import type { OperationModel, ServiceModel } from "../model.ts";
import { FormReaders, formTree } from "../query-reader.ts";
import { decodePercent } from "../url-encoding.ts";
import { escapeXml, XmlWriters } from "../xml-writer.ts";

const CONTENT_TYPE = "text/xml";
const EC2_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** Both of these take a form's `Action`; a GET has it in the query string. */
function identify(request: WireRequest): string | undefined {
  const form = formText(request);
  const start = form.startsWith("Action=") ? 7 : form.indexOf("&Action=") + 8;
  if (start === 7 && !form.startsWith("Action=")) return undefined;
  const end = form.indexOf("&", start);
  return decodePercent(form.slice(start, end < 0 ? undefined : end));
}

function formText({ query, body }: WireRequest): string {
  if (body.length === 0) return query;
  const form = body.toString("utf8");
  return query === "" ? form : `${query}&${form}`;
}

export function awsQueryCodec(model: ServiceModel): ServiceCodec {
  const { xmlNamespace } = model.table;
  const readers = new FormReaders(false);
  const writers = new XmlWriters({ timestamps: "date-time", milliseconds: false, itemName: "member" });
  const headers = (requestId: string) => ({ "x-amzn-RequestId": requestId, "Content-Type": CONTENT_TYPE });
  return {
    model,
    identify,
    operation: compiledOnDemand(model, (name): OperationCodec => {
      const { input, output } = model.operation(name) as OperationModel;
      const read = input === undefined ? undefined : readers.of(input);
      const write = output === undefined ? undefined : writers.content(output);
      return {
        name,
        decode: (request) => (read === undefined ? {} : read(formTree(formText(request)))) as Record<string, unknown>,
        encode: (value, requestId) => ({
          status: 200,
          headers: headers(requestId),
          body: `<${name}Response xmlns="${xmlNamespace}">\n${
            write === undefined ? "" : `  <${name}Result>${write(value)}</${name}Result>\n`
          }  <ResponseMetadata>\n    <RequestId>${requestId}</RequestId>\n  </ResponseMetadata>\n</${name}Response>\n`,
        }),
      };
    }),
    encodeError: (error, requestId): WireResponse => {
      const { shape, status } = describeError(model, error);
      const code = escapeXml(queryCode(error, shape));
      return {
        status,
        headers: headers(requestId),
        body: `<ErrorResponse xmlns="${xmlNamespace}">\n  <Error>\n    <Type>${fault(status)}</Type>\n    <Code>${code}</Code>\n    <Message>${escapeXml(
          error.message,
        )}</Message>\n  </Error>\n  <RequestId>${requestId}</RequestId>\n</ErrorResponse>\n`,
      };
    },
  };
}

export function ec2QueryCodec(model: ServiceModel): ServiceCodec {
  const readers = new FormReaders(true);
  const writers = new XmlWriters({ timestamps: "date-time", milliseconds: true, itemName: "item" });
  const headers = (requestId: string) => ({
    "x-amzn-requestid": requestId,
    "Content-Type": `${CONTENT_TYPE};charset=UTF-8`,
  });
  return {
    model,
    identify,
    operation: compiledOnDemand(model, (name): OperationCodec => {
      const { input, output } = model.operation(name) as OperationModel;
      const read = input === undefined ? undefined : readers.of(input);
      // Operations without output answer whether they succeeded.
      const write = output === undefined ? () => "<return>true</return>" : writers.content(output);
      return {
        name,
        decode: (request) => (read === undefined ? {} : read(formTree(formText(request)))) as Record<string, unknown>,
        encode: (value, requestId) => ({
          status: 200,
          headers: headers(requestId),
          body: `${EC2_DECLARATION}<${name}Response xmlns="${model.table.xmlNamespace}/"><requestId>${requestId}</requestId>${write(value)}</${name}Response>`,
        }),
      };
    }),
    encodeError: (error, requestId): WireResponse => ({
      status: error.status ?? ec2ErrorStatus(error.code),
      headers: headers(requestId),
      body: `${EC2_DECLARATION}<Response><Errors><Error><Code>${escapeXml(error.code)}</Code><Message>${escapeXml(
        error.message,
      )}</Message></Error></Errors><RequestID>${requestId}</RequestID></Response>`,
    }),
  };
}
