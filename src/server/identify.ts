/**
 * Which service a request is for, by the cheapest sign that tells: the scope of its signature, X-Amz-Target, the
 * version or action of a form, host, path. The body is looked at only when nothing else speaks.
 */

import type { WireRequest } from "../wire/message.ts";
import { serviceModel } from "../wire/model.ts";
import { parseQuery } from "../wire/url-encoding.ts";
import type { CredentialScope } from "./credential-scope.ts";

/** Services by the name in the scope of a signature; where several share one, the path or target decides. */
const BY_SIGNING_NAME: Readonly<Record<string, string | ((request: WireRequest) => string)>> = {
  apigateway: ({ path }) => (path.startsWith("/v2/") ? "apigatewayv2" : "api-gateway"),
  dynamodb: ({ headers }) =>
    headers["x-amz-target"]?.startsWith("DynamoDBStreams_") ? "dynamodb-streams" : "dynamodb",
  ec2: "ec2",
  iam: "iam",
  lambda: "lambda",
  logs: "cloudwatch-logs",
  monitoring: "cloudwatch",
  s3: "s3",
  s3express: "s3",
  states: "sfn",
  sts: "sts",
};

const BY_TARGET: Readonly<Record<string, string>> = {
  AWSStepFunctions: "sfn",
  DynamoDBStreams_20120810: "dynamodb-streams",
  DynamoDB_20120810: "dynamodb",
  GraniteServiceVersion20100801: "cloudwatch",
  Logs_20140328: "cloudwatch-logs",
};

const BY_VERSION: Readonly<Record<string, string>> = {
  "2010-05-08": "iam",
  "2010-08-01": "cloudwatch",
  "2011-06-15": "sts",
  "2016-11-15": "ec2",
};

const BY_PATH: readonly (readonly [prefix: RegExp, service: string])[] = [
  [/^\/20\d\d-\d\d-\d\d\/(functions|layers|event-source-mappings|tags|account-settings|code-signing)/, "lambda"],
  [/^\/v2\/(apis|domainnames|vpclinks|tags)(\/|$)/, "apigatewayv2"],
  [/^\/(restapis|apikeys|usageplans|domainnames|account)(\/|$)/, "api-gateway"],
  [/^\/service\/GraniteServiceVersion20100801\//, "cloudwatch"],
];

/** The service's SDK name, or what the request itself calls a service that we do not know. */
export function identifyService(request: WireRequest, scope: CredentialScope | undefined): string {
  if (scope !== undefined) {
    const known = BY_SIGNING_NAME[scope.service];
    return known === undefined ? scope.service : typeof known === "string" ? known : known(request);
  }
  const target = request.headers["x-amz-target"];
  if (target !== undefined) {
    const name = target.split(".", 1)[0] as string;
    return BY_TARGET[name] ?? name;
  }
  return byForm(request) ?? byHost(request) ?? byPath(request.path) ?? "s3";
}

function byForm({ headers, query, body }: WireRequest): string | undefined {
  const form = headers["content-type"]?.startsWith("application/x-www-form-urlencoded")
    ? body.toString("latin1")
    : query;
  if (!form.includes("Action=")) return undefined;
  const values = parseQuery(form);
  const action = values.get("Action")?.[0] ?? "";
  const version = values.get("Version")?.[0] ?? "";
  if (BY_VERSION[version] !== undefined) return BY_VERSION[version];
  return ["sts", "iam", "ec2"].find((service) => Object.hasOwn(serviceModel(service).table.operations, action));
}

/** `sts.us-east-1.amazonaws.com`, `lambda.localhost`. */
function byHost(request: WireRequest): string | undefined {
  const [label = "", ...rest] = (request.headers["host"] ?? "").split(":", 1)[0]?.split(".") ?? [];
  if (rest.length === 0 || rest[0] === "s3" || /^\d+$/.test(label)) return undefined;
  const known = BY_SIGNING_NAME[label];
  return typeof known === "function" ? known(request) : known;
}

function byPath(path: string): string | undefined {
  return BY_PATH.find(([prefix]) => prefix.test(path))?.[1];
}
