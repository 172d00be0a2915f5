/** Signatures (version 4) of requests, in the header or in the query: read, and calculated again with a secret. */
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { EndpointRequest } from "../cloud/service.ts";
import { headerOf, splitUrl } from "./request-parts.ts";

const ALGORITHM = "AWS4-HMAC-SHA256";

export interface Signature {
  readonly accessKey: string;
  /** 20260101/us-east-1/lambda/aws4_request */
  readonly scope: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  /** 20260101T000000Z */
  readonly time: string;
  /** Session token, when the credentials are temporary. */
  readonly token: string | undefined;
}

/** Undefined for a request without a signature, or with one of another form. */
export function signatureOf(request: EndpointRequest): Signature | undefined {
  const authorization = headerOf(request, "authorization");
  const query = new URLSearchParams(splitUrl(request.url)[1]);
  const signed = authorization?.startsWith(ALGORITHM)
    ? fromHeader(authorization.slice(ALGORITHM.length), request)
    : fromQuery(query);
  const [accessKey = "", ...scope] = signed.credential.split("/");
  const { signature, time, token } = signed;
  if (accessKey === "" || scope.length !== 4 || signature === "" || !/^\d{8}T\d{6}Z$/.test(time)) return undefined;
  const signedHeaders = signed.headers.split(";").filter((name) => name !== "");
  return { accessKey, scope: scope.join("/"), signedHeaders, signature, time, token };
}

function fromHeader(text: string, request: EndpointRequest) {
  const part = (name: string) => new RegExp(`${name}=([^,\\s]+)`).exec(text)?.[1] ?? "";
  return {
    credential: part("Credential"),
    headers: part("SignedHeaders"),
    signature: part("Signature"),
    time: headerOf(request, "x-amz-date") ?? "",
    token: headerOf(request, "x-amz-security-token"),
  };
}

function fromQuery(query: URLSearchParams) {
  const part = (name: string) => query.get(name) ?? "";
  return {
    credential: part("X-Amz-Credential"),
    headers: part("X-Amz-SignedHeaders"),
    signature: part("X-Amz-Signature"),
    time: part("X-Amz-Date"),
    token: query.get("X-Amz-Security-Token") ?? undefined,
  };
}

/** Whether the request was signed with this secret. */
export function isSignedWith(secret: string, request: EndpointRequest, signature: Signature): boolean {
  const [date = "", region = "", service = "", end = ""] = signature.scope.split("/");
  const text = [ALGORITHM, signature.time, signature.scope, sha256(canonicalRequest(request, signature))].join("\n");
  return isHmac(secret, [date, region, service, end], text, signature.signature);
}

/** The same of the policy of a form, whose text is what is signed. */
export const isPolicySignedWith = (
  secret: string,
  policy: string,
  scope: readonly string[],
  signature: string,
): boolean => isHmac(secret, scope, policy, signature);

function isHmac(secret: string, scope: readonly string[], text: string, signature: string): boolean {
  const key = scope.reduce<string | Buffer>(hmac, `AWS4${secret}`);
  const expected = hmac(key, text);
  const given = Buffer.from(signature, "hex");
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function canonicalRequest(request: EndpointRequest, { signedHeaders }: Signature): string {
  const [path, query] = splitUrl(request.url);
  const pairs = [...new URLSearchParams(query)]
    .filter(([name]) => name !== "X-Amz-Signature")
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort();
  const headers = signedHeaders.map((name) => `${name}:${headerValue(request, name)}\n`);
  return [
    request.method,
    path.split("/").map(encode).join("/"),
    pairs.join("&"),
    headers.join(""),
    signedHeaders.join(";"),
    sha256(request.body),
  ].join("\n");
}

function headerValue({ headers, host }: EndpointRequest, name: string): string {
  const values = headers.filter(([key]) => key.toLowerCase() === name).map(([, value]) => value);
  if (values.length === 0 && name === "host") return host;
  return values.map((value) => value.trim().replace(/\s+/g, " ")).join(",");
}

const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
const sha256 = (data: string | Uint8Array): string => createHash("sha256").update(data).digest("hex");
const hmac = (key: string | Buffer, data: string): Buffer => createHmac("sha256", key).update(data).digest();
