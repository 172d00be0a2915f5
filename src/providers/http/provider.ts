/** The http provider, as 3.6.0 behaves. */
import { setTimeout as sleep } from "node:timers/promises";
import { BOOL, mapOf, NUMBER, STRING } from "../../terraform/lang/type.ts";
import type { ProviderDiagnostic, ProviderHost } from "../../terraform/provider.ts";
import { alsoRequires, conflictsWith } from "../framework/combinations.ts";
import { defineDataSource, type ReadAnswer } from "../framework/data-source.ts";
import { type PlainObject, UNKNOWN } from "../framework/plain.ts";
import { defineProvider } from "../framework/provider.ts";
import { ProviderFailure } from "../framework/resource.ts";
import { atLeast, oneOf } from "../framework/validate.ts";
import { fetchOnce, type HttpAnswer, type HttpCall } from "./request.ts";

const MIN_DELAY = 1000;
const MAX_DELAY = 30_000;

const error = (summary: string, detail: string, ...names: readonly string[]): ProviderDiagnostic => ({
  severity: "error",
  summary,
  detail,
  path: names.map((name) => ({ kind: "attribute", name })),
});

function validate(config: PlainObject): ProviderDiagnostic[] {
  const retry = config["retry"];
  return [
    ...conflictsWith(config, "ca_cert_pem", ["insecure"]),
    ...alsoRequires(config, "client_cert_pem", ["client_key_pem"]),
    ...alsoRequires(config, "client_key_pem", ["client_cert_pem"]),
    ...(retry && retry !== UNKNOWN ? validateRetry(retry as PlainObject) : []),
  ];
}

function validateRetry(retry: PlainObject): ProviderDiagnostic[] {
  const found: ProviderDiagnostic[] = [];
  for (const name of ["attempts", "min_delay_ms", "max_delay_ms"]) {
    const value = retry[name];
    if (typeof value === "number" && value < 0) {
      found.push(
        error(
          "Invalid Attribute Value",
          `Attribute retry.${name} value must be at least 0, got: ${value}`,
          "retry",
          name,
        ),
      );
    }
  }
  const [min, max] = [retry["min_delay_ms"], retry["max_delay_ms"]];
  if (typeof min === "number" && typeof max === "number" && max < min) {
    found.push(
      error(
        "Invalid Attribute Value",
        `Attribute retry.max_delay_ms value must be at least sum of <.min_delay_ms, got: ${max}`,
        "retry",
        "max_delay_ms",
      ),
    );
  }
  return found;
}

async function read(config: PlainObject, host: ProviderHost): Promise<ReadAnswer> {
  const text = config["url"] as string;
  const url = parseUrl(text);
  if (typeof url === "string") return new ProviderFailure("Error creating request", `Error creating request: ${url}`);
  const ca = config["ca_cert_pem"] as string | null;
  if (ca !== null && !ca.includes("-----BEGIN CERTIFICATE-----")) {
    return new ProviderFailure(
      "Error configuring TLS client",
      "Error tls: Can't add the CA certificate to certificate pool. Only PEM encoded certificates are supported.",
    );
  }
  const method = (config["method"] as string | null) ?? "GET";
  const call: HttpCall = {
    url,
    method,
    headers: (config["request_headers"] as Readonly<Record<string, string>> | null) ?? {},
    body: (config["request_body"] as string | null) ?? undefined,
    timeout: (config["request_timeout_ms"] as number | null) ?? undefined,
    signal: host.signal,
    tls: {
      ...(ca === null ? {} : { ca }),
      ...(config["client_cert_pem"] ? { cert: config["client_cert_pem"] as string } : {}),
      ...(config["client_key_pem"] ? { key: config["client_key_pem"] as string } : {}),
      rejectUnauthorized: config["insecure"] !== true,
    },
  };
  const answer = await withRetries(call, text, (config["retry"] as PlainObject | null) ?? {});
  return answer instanceof ProviderFailure
    ? answer
    : { attributes: attributesOf(answer, text), diagnostics: warnings(answer) };
}

/** 429 and 5xx other than 501 are tried again, and fail when tries are used up; a connection error likewise. */
async function withRetries(call: HttpCall, text: string, retry: PlainObject): Promise<HttpAnswer | ProviderFailure> {
  const tries = 1 + Number(retry["attempts"] ?? 0);
  const least = Number(retry["min_delay_ms"] ?? MIN_DELAY);
  const most = Number(retry["max_delay_ms"] ?? MAX_DELAY);
  let reason = "";
  for (let attempt = 1; attempt <= tries; attempt++) {
    if (attempt > 1) await sleep(Math.min(most, least * 2 ** (attempt - 2)), undefined, { signal: call.signal });
    try {
      const answer = await fetchOnce(call);
      const retried = answer.status === 429 || (answer.status >= 500 && answer.status !== 501);
      if (!retried) return answer;
      reason = "";
    } catch (problem) {
      const verb = call.method.charAt(0) + call.method.slice(1).toLowerCase();
      reason = `: ${verb} ${JSON.stringify(text)}: ${(problem as Error).message}`;
    }
  }
  return new ProviderFailure(
    "Error making request",
    `Error making request: ${call.method} ${text} giving up after ${tries} attempt(s)${reason}`,
  );
}

function parseUrl(text: string): URL | string {
  const port = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/@]*@)?(?:\[[^\]]*\]|[^/:]*):([^/]*)/i.exec(text)?.[1];
  if (port !== undefined && !/^\d*$/.test(port))
    return `parse ${JSON.stringify(text)}: invalid port ${JSON.stringify(`:${port}`)} after host`;
  try {
    return new URL(text);
  } catch {
    return `parse ${JSON.stringify(text)}: invalid URI for request`;
  }
}

function attributesOf(answer: HttpAnswer, url: string): PlainObject {
  const body = answer.body.toString("utf8");
  return {
    id: url,
    body,
    response_body: body,
    response_body_base64: answer.body.toString("base64"),
    response_headers: answer.headers,
    status_code: answer.status,
  };
}

function warnings(answer: HttpAnswer): ProviderDiagnostic[] {
  const isText = Buffer.from(answer.body.toString("utf8")).equals(answer.body);
  return isText
    ? []
    : [
        {
          severity: "warning",
          summary: "Response body is not recognized as UTF-8",
          detail: "Terraform may not properly handle the response_body if the contents are binary.",
        },
      ];
}

export const httpProvider = defineProvider({
  name: "http",
  version: "3.6.0",
  dataSources: {
    http: defineDataSource({
      schema: {
        attributes: {
          url: { type: STRING, required: true },
          method: { type: STRING, optional: true, check: oneOf("GET", "POST", "HEAD") },
          request_headers: { type: mapOf(STRING), optional: true },
          request_body: { type: STRING, optional: true },
          request_timeout_ms: { type: NUMBER, optional: true, check: atLeast(1) },
          ca_cert_pem: { type: STRING, optional: true },
          client_cert_pem: { type: STRING, optional: true },
          client_key_pem: { type: STRING, optional: true },
          insecure: { type: BOOL, optional: true },
          body: { type: STRING, computed: true, deprecated: true },
          response_body: { type: STRING, computed: true },
          response_body_base64: { type: STRING, computed: true },
          response_headers: { type: mapOf(STRING), computed: true },
          status_code: { type: NUMBER, computed: true },
          id: { type: STRING, computed: true },
        },
        blocks: {
          retry: {
            nesting: "single",
            attributes: {
              attempts: { type: NUMBER, optional: true },
              min_delay_ms: { type: NUMBER, optional: true },
              max_delay_ms: { type: NUMBER, optional: true },
            },
          },
        },
      },
      validate,
      read,
    }),
  },
});
