/** Parts of a request to an endpoint of the user's own: headers, query, times, as the events of functions tell them. */
import { randomBytes } from "node:crypto";
import type { EndpointRequest } from "../cloud/service.ts";

/** Names and values in order; names may repeat. */
export type Pairs = readonly (readonly [string, string])[];

/** The first header of that lower-case name. */
export const headerOf = ({ headers }: Pick<EndpointRequest, "headers">, name: string): string | undefined =>
  headers.find(([given]) => given.toLowerCase() === name)?.[1];

/** Path and query string. */
export function splitUrl(url: string): [path: string, query: string] {
  const mark = url.indexOf("?");
  const path = mark < 0 ? url : url.slice(0, mark);
  return [path === "" ? "/" : path, mark < 0 ? "" : url.slice(mark + 1)];
}

export const queryPairs = (query: string): Pairs => [...new URLSearchParams(query)];

/** Values of the same name joined; `separatorOf` may tell names apart. */
export function joined(pairs: Pairs, separatorOf: (name: string) => string = () => ","): Record<string, string> {
  const result: Record<string, string> = {};
  for (const [name, value] of pairs) {
    const before = result[name];
    result[name] = before === undefined ? value : `${before}${separatorOf(name)}${value}`;
  }
  return result;
}

/** The last value of each name. */
export const lastOf = (pairs: Pairs): Record<string, string> => Object.fromEntries(pairs);

export function grouped(pairs: Pairs): Record<string, string[]> {
  const result: Record<string, string[]> = {};
  for (const [name, value] of pairs) (result[name] ??= []).push(value);
  return result;
}

/** Null where events say null of nothing. */
export const orNull = <Values extends object>(values: Values): Values | null =>
  Object.keys(values).length > 0 ? values : null;

const HOP_BY_HOP = new Set([
  "connection",
  "keep-alive",
  "proxy-authorization",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** Headers that speak of one connection only. */
export const isHopByHop = (name: string): boolean => HOP_BY_HOP.has(name.toLowerCase());

export const newTrace = (now: number): string =>
  `Root=1-${Math.floor(now / 1000).toString(16)}-${randomBytes(12).toString("hex")}`;

/** What the proxy in front of an endpoint adds to the headers; names in the case of REST APIs' events. */
export function forwardingHeaders(request: EndpointRequest, trace: string): Pairs {
  return [
    ["X-Amzn-Trace-Id", trace],
    ["X-Forwarded-For", request.sourceIp],
    ["X-Forwarded-Port", /:(\d+)$/.exec(request.host)?.[1] ?? "80"],
    ["X-Forwarded-Proto", "http"],
  ];
}

/** The sent headers and behind them those of `added` that were not sent. */
export function withAdded(sent: Pairs, added: Pairs): Pairs {
  const names = new Set(sent.map(([name]) => name.toLowerCase()));
  return [...sent, ...added.filter(([name]) => !names.has(name.toLowerCase()))];
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Time in common log format: 21/Apr/2020:15:08:21 +0000. */
export function commonLogTime(now: number): string {
  const [date = "", time = ""] = new Date(now).toISOString().split("T");
  const [year, month, day] = date.split("-");
  return `${day}/${MONTHS[Number(month) - 1]}/${year}:${time.slice(0, 8)} +0000`;
}

const TEXT_TYPE = /^(text\/|application\/(json|javascript|xml)\b|application\/[\w.-]+\+(json|xml)\b)/i;

/** Body members of an event: what is not said to be text comes as base64, forms too. */
export function bodyOf(request: EndpointRequest): { readonly body?: string; readonly isBase64Encoded: boolean } {
  if (request.body.length === 0) return { isBase64Encoded: false };
  const isBase64Encoded = !TEXT_TYPE.test(headerOf(request, "content-type") ?? "");
  return { body: Buffer.from(request.body).toString(isBase64Encoded ? "base64" : "utf8"), isBase64Encoded };
}
