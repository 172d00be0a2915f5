/** The http provider, as 3.6.0 behaves. */
import { setTimeout as sleep } from "node:timers/promises";
import { quoteGo } from "../../terraform/lang/quote.ts";
import { BOOL, mapOf, NUMBER, STRING } from "../../terraform/lang/type.ts";
import type { ProviderDiagnostic, ProviderHost } from "../../terraform/provider.ts";
import { alsoRequires, conflictsWith } from "../framework/combinations.ts";
import { defineDataSource, type ReadAnswer } from "../framework/data-source.ts";
import { firstPemBlock } from "../framework/pem.ts";
import { type PlainObject, UNKNOWN } from "../framework/plain.ts";
import { defineProvider } from "../framework/provider.ts";
import { ProviderFailure } from "../framework/resource.ts";
import { atLeast, oneOf } from "../framework/validate.ts";
import { fetchOnce, type HttpAnswer, type HttpCall, RequestFailure } from "./request.ts";

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
  if (config["client_cert_pem"] && config["client_key_pem"]) {
    const missing = (["certificate", "key"] as const).find(
      (_, i) => firstPemBlock(config[["client_cert_pem", "client_key_pem"][i] as string] as string) === undefined,
    );
    if (missing) {
      return new ProviderFailure(
        "error creating x509 key pair",
        `error creating x509 key pair from provided pem blocks\n\nError: tls: failed to find any PEM data in ${missing} input`,
      );
    }
  }
  const method = (config["method"] as string | null) ?? "GET";
  const call: HttpCall = {
    url,
    text,
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
  const answer = await withRetries(call, (config["retry"] as PlainObject | null) ?? {});
  return answer instanceof ProviderFailure
    ? answer
    : { attributes: attributesOf(answer, text), diagnostics: warnings(answer) };
}

/**
 * 429 and 5xx other than 501 are tried again, and fail when tries are used up; a connection error likewise: the default
 * policy of hashicorp/go-retryablehttp.
 */
async function withRetries(call: HttpCall, retry: PlainObject): Promise<HttpAnswer | ProviderFailure> {
  const tries = 1 + Number(retry["attempts"] ?? 0);
  const least = Number(retry["min_delay_ms"] ?? MIN_DELAY);
  const most = Number(retry["max_delay_ms"] ?? MAX_DELAY);
  for (let attempt = 1; ; attempt++) {
    const outcome = await fetchOnce(call).catch((problem: unknown) => {
      if (problem instanceof RequestFailure) return problem;
      throw problem;
    });
    const isFailure = outcome instanceof RequestFailure;
    if (isFailure && outcome.isInBody) {
      return new ProviderFailure("Error reading response body", `Error reading response body: ${outcome.message}`);
    }
    if (!isFailure && outcome.status !== 429 && (outcome.status < 500 || outcome.status === 501)) return outcome;
    if (attempt === tries || (isFailure && outcome.isFinal)) return failureAfter(attempt, call, outcome);
    const asked = isFailure ? undefined : retryAfter(outcome);
    const pause = asked ?? Math.min(most, least * 2 ** (attempt - 1));
    await sleep(pause, undefined, { signal: call.signal });
  }
}

/** The milliseconds that an answer asks to wait for. */
function retryAfter({ status, headers }: HttpAnswer): number | undefined {
  const text = status === 429 || status === 503 ? headers["Retry-After"] : undefined;
  if (text === undefined) return undefined;
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const moment = Date.parse(text);
  return Number.isNaN(moment) ? undefined : Math.max(0, moment - Date.now());
}

function failureAfter(attempts: number, call: HttpCall, outcome: HttpAnswer | RequestFailure): ProviderFailure {
  const withPassword = (text: string, password: string): string =>
    text.replace(/^([a-z]+:\/\/[^/@:]*):[^/@]*@/i, `$1:${password}@`);
  const words = `${call.method} ${withPassword(call.text, "xxxxx")} giving up after ${attempts} attempt(s)`;
  if (!(outcome instanceof RequestFailure)) {
    return new ProviderFailure("Error making request", `Error making request: ${words}`);
  }
  const verb = call.method.charAt(0) + call.method.slice(1).toLowerCase();
  const url = withPassword(outcome.url === call.url.href ? call.text : outcome.url, "***");
  const reason = `${words}: ${verb} ${quoteGo(url)}: ${outcome.message}`;
  const detail = outcome.isTimeout
    ? `request exceeded the specified timeout: ${durationText(call.timeout as number)}, err: ${reason}`
    : `Error making request: ${reason}`;
  return new ProviderFailure("Error making request", detail);
}

/** As Go prints a duration of whole milliseconds: 50ms, 1.5s, 1m0s. */
function durationText(milliseconds: number): string {
  if (milliseconds < 1000) return `${milliseconds}ms`;
  const [hours, minutes] = [Math.floor(milliseconds / 3_600_000), Math.floor(milliseconds / 60_000) % 60];
  const seconds = `${(milliseconds % 60_000) / 1000}s`;
  return hours > 0 ? `${hours}h${minutes}m${seconds}` : minutes > 0 ? `${minutes}m${seconds}` : seconds;
}

/** The URL, or what Go's net/url has against it. */
function parseUrl(text: string): URL | string {
  const problem = (words: string): string => `parse ${quoteGo(text)}: ${words}`;
  if (Array.from(text).some((char) => char < " " || char === "\u007f")) {
    return problem("net/url: invalid control character in URL");
  }
  if (text.startsWith(":")) return problem("missing protocol scheme");
  const authority = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i.exec(text)?.[1];
  const host = authority?.slice(authority.lastIndexOf("@") + 1) ?? "";
  if (host.startsWith("[") && !host.includes("]")) return problem("missing ']' in host");
  const port = /^(?:\[[^\]]*\]|[^:]*):(.*)$/.exec(host)?.[1];
  if (port !== undefined && !/^\d*$/.test(port)) return problem(`invalid port ${quoteGo(`:${port}`)} after host`);
  const odd = /[ "<>\\^`{|}]/.exec(host)?.[0];
  if (odd !== undefined) return problem(`invalid character ${quoteGo(odd)} in host name`);
  const escape = /%(?![0-9a-f]{2}).{0,2}/i.exec(text.split("?")[0] as string)?.[0];
  if (escape !== undefined) return problem(`invalid URL escape ${quoteGo(escape)}`);
  try {
    return new URL(text);
  } catch {
    // What has no scheme is a path to Go: the request fails.
    return new URL(`none:${text}`);
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
