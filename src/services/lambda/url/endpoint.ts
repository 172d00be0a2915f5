/** Requests to function URLs, by host (<id>.lambda-url.<region>.…) or by path (/_aws/lambda-url/<id>/…). */
import type { OperationContext } from "../../../cloud/operation.ts";
import type { Endpoint, EndpointRequest, EndpointResponse } from "../../../cloud/service.ts";
import { splitUrl } from "../../../endpoint/request-parts.ts";
import type { Key } from "../../../store/store.ts";
import { ServiceException } from "../../../wire/service-exception.ts";
import type { UrlRecord } from "../entities.ts";
import { invocationTarget, runInvocation } from "../invoking.ts";
import { urlIndexKey } from "../keys.ts";
import { ResponseChannel } from "../response-channel.ts";
import { running } from "../running.ts";
import { requireCaller } from "./caller.ts";
import { corsHeaders, preflightResponse } from "./cors.ts";
import { urlEvent } from "./url-event.ts";
import { bufferedResponse, internalError, streamedResponse } from "./url-response.ts";

const HOST = /^([a-z0-9]+)\.lambda-url\./i;
const PATH = /^\/_aws\/lambda-url\/([a-z0-9]+)(?=[/?]|$)/;

export const functionUrlEndpoint: Endpoint = {
  claims: ({ host, url }) => HOST.test(host) || PATH.test(url),
  async handle(request, context) {
    const id = HOST.exec(request.host)?.[1] ?? PATH.exec(request.url)?.[1] ?? "";
    const key = context.store.get<Key>(urlIndexKey(id.toLowerCase()));
    const record = key && context.store.get<UrlRecord>(key);
    if (!record) return refusal(404, "ResourceNotFoundException", { Message: null });
    const preflight = preflightResponse(record.cors, request);
    if (preflight) return preflight;
    const answer = await answerTo(request, record, context);
    return { ...answer, headers: [...answer.headers, ...corsHeaders(record.cors, request)] };
  },
};

async function answerTo(
  request: EndpointRequest,
  record: UrlRecord,
  context: OperationContext,
): Promise<EndpointResponse> {
  const [path, query] = splitUrl(request.url.replace(PATH, ""));
  const { requestId } = context;
  const now = context.clock.now();
  try {
    const caller = requireCaller(request, record, context);
    const event = urlEvent({ request, record, path, query, requestId, now, caller });
    return await invokeUrl(record, context, Buffer.from(JSON.stringify(event)));
  } catch (error) {
    if (!(error instanceof ServiceException)) throw error;
    const status = error.code === "TooManyRequestsException" ? 429 : (error.status ?? 502);
    // This refusal alone spells its member so: as AWS answers.
    const text = error.code === "AccessDeniedException" ? { Message: error.message } : { message: error.message };
    return refusal(status, error.code, { ...error.members, ...text });
  }
}

async function invokeUrl(record: UrlRecord, context: OperationContext, payload: Uint8Array): Promise<EndpointResponse> {
  const lambda = running(context);
  const { account, region, functionName: name, qualifier } = record;
  const target = invocationTarget(lambda, { account, region, name, ...(qualifier !== undefined && { qualifier }) });
  const { requestId } = context;
  if (record.invokeMode === "BUFFERED") {
    const result = await runInvocation(lambda, target, { requestId, payload });
    return result.functionError === undefined ? bufferedResponse(result.payload) : internalError();
  }
  const channel = new ResponseChannel();
  const invocation = runInvocation(lambda, target, { requestId, payload, stream: channel });
  void invocation.then(
    () => channel.close(),
    () => channel.close(),
  );
  const opened = await Promise.race([channel.opened, invocation]);
  if (typeof opened === "string") return streamedResponse(opened, channel);
  return opened.functionError === undefined ? bufferedResponse(opened.payload) : internalError();
}

function refusal(status: number, code: string, body: object): EndpointResponse {
  return {
    status,
    headers: [
      ["Content-Type", "application/json"],
      ["x-amzn-ErrorType", code],
    ],
    body: Buffer.from(JSON.stringify(body)),
  };
}
