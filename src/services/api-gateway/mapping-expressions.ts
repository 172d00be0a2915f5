/** Which parts of requests and responses may be mapped to which, checked when the mapping is put. Sentences as AWS's. */
import type { Method } from "@aws-sdk/client-api-gateway";
import { badRequest } from "./store.ts";

type Mappings = Readonly<Record<string, string>> | undefined;

const REQUEST_TARGET = /^integration\.request\.(?:header|querystring|path)\.\S+$/;
const REQUEST_SOURCE =
  /^(?:method\.request\.(?:(?:header|querystring|path|multivalueheader|multivaluequerystring)\.\S+|body(?:\..+)?)|context\.\S+|stageVariables\.\S+|'.*')$/s;
const RESPONSE_SOURCE =
  /^(?:integration\.response\.(?:(?:header|multivalueheader)\.\S+|body(?:\..+)?)|context\.\S+|stageVariables\.\S+|'.*')$/s;

export function checkRequestMappings(mappings: Mappings, method: Method): void {
  for (const [target, source] of Object.entries(mappings ?? {})) {
    if (!REQUEST_TARGET.test(target)) throw invalid(`parameter specified: ${target}`);
    if (!REQUEST_SOURCE.test(source)) throw invalid(`specified: ${source}`);
    if (/^method\.request\.(?:header|querystring|path)\./.test(source) && !(source in (method.requestParameters ?? {})))
      throw invalid(`parameter specified: ${source}`);
  }
}

export function checkResponseMappings(mappings: Mappings, method: Method, status: string): void {
  for (const [target, source] of Object.entries(mappings ?? {})) {
    if (!(target in (method.methodResponses?.[status]?.responseParameters ?? {})))
      throw invalid(`parameter specified: ${target}`);
    if (!RESPONSE_SOURCE.test(source)) throw invalid(`specified: ${source}`);
  }
}

/** The parameters that a method or its response declares. */
export function checkDeclared(names: Iterable<string>, pattern: RegExp): void {
  for (const name of names) if (!pattern.test(name)) throw invalid(`parameter specified: ${name}`);
}

export const METHOD_PARAMETER = /^method\.request\.(?:header|querystring|path)\.\S+$/;
export const RESPONSE_PARAMETER = /^method\.response\.header\.\S+$/;

const invalid = (words: string) =>
  badRequest(
    `Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression ${words}]`,
  );

/** Bodies are described by the models of their content types. */
export function checkContentTypes(models: Mappings): void {
  for (const type of Object.keys(models ?? {}))
    if (!/^[^/\s]+\/[^/\s]+/.test(type) && type !== "$default")
      throw badRequest(`Validation Result: warnings : [], errors : [Invalid content type specified: ${type}]`);
}
