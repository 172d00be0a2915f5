/** The grammar of bucket policies, with S3's sentences. */
import { matchesGlob } from "../../cloud/policy/glob.ts";
import { ServiceException } from "../../wire/service-exception.ts";

export function checkBucketPolicy(text: string, bucket: string): void {
  const document = parse(text);
  const list: readonly unknown[] = Array.isArray(document.Statement) ? document.Statement : [document.Statement];
  if (document.Statement === undefined) fail("Missing required field Statement");
  if (document.Version !== undefined && document.Version !== "2012-10-17" && document.Version !== "2008-10-17") {
    fail("The policy must contain a valid version string");
  }
  for (const statement of list) {
    if (typeof statement !== "object" || statement === null)
      fail("Policies must be valid JSON and the first byte must be '{'");
    checkStatement(statement as Readonly<Record<string, unknown>>, bucket);
  }
}

function parse(text: string): Readonly<Record<string, unknown>> {
  try {
    if (text.startsWith("{")) return JSON.parse(text) as Readonly<Record<string, unknown>>;
  } catch {
    // Falls through to the refusal.
  }
  // Source: AWS, recorded.
  return fail("Policies must be valid JSON and the first byte must be '{'");
}

function checkStatement(statement: Readonly<Record<string, unknown>>, bucket: string): void {
  const { Effect, Principal, NotPrincipal, Action, NotAction, Resource, NotResource } = statement;
  if (Effect === undefined) fail("Missing required field Effect");
  if (Effect !== "Allow" && Effect !== "Deny") fail(`Invalid effect: ${JSON.stringify(Effect)}`);
  if (Principal === undefined && NotPrincipal === undefined) fail("Missing required field Principal");
  if (Action === undefined && NotAction === undefined) fail("Missing required field Action");
  if (Resource === undefined && NotResource === undefined) fail("Missing required field Resource");
  const actions = strings(Action ?? NotAction);
  if (!actions.every((action) => action === "*" || /^s3(-object-lambda|express)?:/i.test(action))) {
    fail("Policy has invalid action");
  }
  const own = new RegExp(`^(\\*|arn:[^:]*:s3:[^:]*:[^:]*:.+)$`);
  const resources = strings(Resource ?? NotResource);
  if (!resources.every((resource) => own.test(resource) && namesBucket(resource, bucket))) {
    fail("Policy has invalid resource");
  }
  if (Principal !== undefined && Principal !== "*" && (typeof Principal !== "object" || Principal === null)) {
    fail("Invalid principal in policy");
  }
}

function namesBucket(resource: string, bucket: string): boolean {
  const name = resource.split(":").slice(5).join(":").split("/")[0] ?? "";
  return resource === "*" || matchesGlob(name, bucket) || name.includes("${");
}

function strings(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).map(String);
}

function fail(message: string): never {
  throw new ServiceException("MalformedPolicy", message);
}
