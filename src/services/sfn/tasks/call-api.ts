/** `apigateway:invoke`: a request to an API, whose answer is the state's result. Source: Step Functions' guide to it. */
import type { OperationContext } from "../../../cloud/operation.ts";
import { receivedHeaders, sendHttp } from "../../../endpoint/http-request.ts";
import { plainText } from "../../../wire/plain-text.ts";
import { runtimeFailure, StateFailure } from "../language/failure.ts";
import type { Json, JsonObject } from "../language/json.ts";
import { isList, isObject } from "../language/json.ts";

const OWN_HEADERS =
  /^(?:authorization|connection|content-md5|expect|host|max-forwards|proxy-authenticate|server|te|transfer-encoding|trailer|upgrade|via|www-authenticate)$/i;

export async function callApi({ endpoint, signal }: OperationContext, parameters: JsonObject): Promise<Json> {
  const {
    ApiEndpoint,
    Method = "GET",
    Stage,
    Path = "",
    QueryParameters,
    RequestBody,
    AuthType = "NO_AUTH",
  } = parameters;
  if (AuthType === "IAM_ROLE")
    throw runtimeFailure("Terrarium does not sign what state machines send to APIs (AuthType IAM_ROLE).");
  const apiId = plainText(ApiEndpoint).split(".")[0] ?? "";
  const path = `/${plainText(Path).replace(/^\//, "")}`;
  const url = new URL(`/_aws/execute-api/${apiId}/${plainText(Stage ?? "$default")}${path}`, endpoint);
  for (const [name, values] of Object.entries(isObject(QueryParameters) ? QueryParameters : {}))
    for (const value of isList(values) ? values : [values]) url.searchParams.append(name, textOf(value));
  const body = bodyOf(Method, RequestBody, parameters.AllowNullValues === true);
  const answer = await sendHttp({
    url,
    method: plainText(Method),
    headers: { "User-Agent": "Amazon|StepFunctions|HttpInvoke", ...headersOf(parameters.Headers, body !== undefined) },
    body: Buffer.from(body ?? ""),
    signal,
  });
  const chunks: Uint8Array[] = [];
  for await (const chunk of answer) chunks.push(chunk as Uint8Array);
  const text = Buffer.concat(chunks).toString();
  const status = answer.statusCode ?? 0;
  if (status >= 400) throw new StateFailure(`ApiGateway.${status}`, text);
  const headers: Record<string, string[]> = {};
  for (const [name, value] of receivedHeaders(answer)) (headers[name] ??= []).push(value);
  return { Headers: headers, ResponseBody: jsonOr(text), StatusCode: status, StatusText: answer.statusMessage ?? "" };
}

function headersOf(given: Json | undefined, hasBody: boolean): Record<string, string[]> {
  const headers: Record<string, string[]> = hasBody ? { "Content-Type": ["application/json"] } : {};
  for (const [name, values] of Object.entries(isObject(given) ? given : {})) {
    if (OWN_HEADERS.test(name)) throw runtimeFailure(`The header '${name}' cannot be set by a state machine.`);
    if (/^content-type$/i.test(name)) delete headers["Content-Type"];
    headers[name] = (isList(values) ? values : [values]).map(textOf);
  }
  return headers;
}

/** Members that are null are left out, but where they are asked for. */
function bodyOf(method: Json, body: Json | undefined, nulls: boolean): string | undefined {
  if (body === undefined || method === "GET" || method === "HEAD") return undefined;
  if (typeof body === "string") return body;
  return JSON.stringify(body, (_, value: Json) =>
    !nulls && isObject(value) ? Object.fromEntries(Object.entries(value).filter(([, one]) => one !== null)) : value,
  );
}

const textOf = (value: Json): string => (typeof value === "string" ? value : JSON.stringify(value));

function jsonOr(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}
