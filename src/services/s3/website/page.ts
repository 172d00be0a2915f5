/** The pages by which a website tells of errors and of folders that have moved, in S3's own HTML. */
import { STATUS_CODES } from "node:http";
import type { EndpointResponse } from "../../../cloud/service.ts";
import type { ServiceException } from "../../../wire/service-exception.ts";
import { escapeXml } from "../../../wire/xml-writer.ts";

interface Told {
  readonly code: string;
  readonly message: string;
  readonly details: Readonly<Record<string, string>>;
}

export function told(error: ServiceException): Told {
  const { headers: _headers, ...members } = error.members;
  const details = Object.entries(members).map(([name, value]) => [name, String(value)]);
  return { code: error.code, message: error.message, details: Object.fromEntries(details) as Record<string, string> };
}

export interface PageOptions {
  readonly requestId: string;
  readonly headers?: readonly (readonly [string, string])[];
  /** Why the site's own page for errors could not be shown. */
  readonly customPage?: Told | undefined;
}

export function page(
  status: number,
  what: Told,
  { requestId, headers = [], customPage }: PageOptions,
): EndpointResponse {
  const title = `${status} ${STATUS_CODES[status] ?? ""}`;
  const lines = [
    "<html>",
    `<head><title>${title}</title></head>`,
    "<body>",
    `<h1>${title}</h1>`,
    ...list({ ...what, details: { ...what.details, RequestId: requestId, HostId: requestId } }),
    ...(customPage
      ? ["<h3>An Error Occurred While Attempting to Retrieve a Custom Error Document</h3>", ...list(customPage)]
      : []),
    "<hr/>",
    "</body>",
    "</html>",
  ];
  return {
    status,
    headers: [
      ["x-amz-request-id", requestId],
      ["x-amz-id-2", requestId],
      ["x-amz-error-code", what.code],
      ["x-amz-error-message", what.message],
      ...Object.entries(what.details).map(([name, value]) => [`x-amz-error-detail-${name}`, encodeURI(value)] as const),
      ...headers,
      ["Content-Type", "text/html; charset=utf-8"],
    ],
    body: Buffer.from(`${lines.join("\n")}\n`),
  };
}

function list({ code, message, details }: Told): string[] {
  const items = Object.entries({ Code: code, Message: message, ...details });
  return ["<ul>", ...items.map(([name, value]) => `<li>${name}: ${escapeXml(value)}</li>`), "</ul>"];
}
