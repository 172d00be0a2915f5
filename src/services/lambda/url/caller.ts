/** Whether somebody may call a function URL. */
import { accessKeyKey, sessionKey } from "../../../cloud/identity/keys.ts";
import type { AccessKeyRecord, SessionRecord } from "../../../cloud/identity/records.ts";
import type { OperationContext } from "../../../cloud/operation.ts";
import type { EndpointRequest } from "../../../cloud/service.ts";
import { type SignedCaller, signerOf } from "../../../endpoint/caller.ts";
import { ServiceException } from "../../../wire/service-exception.ts";
import type { PolicyRecord, UrlRecord } from "../entities.ts";
import { policyKey } from "../keys.ts";
import { isSignedWith, type Signature, signatureOf } from "./signature.ts";

const refused = (code: string, message: string) => new ServiceException(code, message, {}, 403);
const forbidden = () =>
  refused(
    "AccessDeniedException",
    "Forbidden. For troubleshooting Function URL authorization issues, see: https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html",
  );
const badToken = () => refused("UnrecognizedClientException", "The security token included in the request is invalid.");

/** Who signed, for a URL of type AWS_IAM; undefined where nobody needs to. Throws what the URL refuses with. */
export function requireCaller(
  request: EndpointRequest,
  record: UrlRecord,
  context: OperationContext,
): SignedCaller | undefined {
  if (record.authType === "NONE") {
    if (isPublic(record, context)) return undefined;
    throw forbidden();
  }
  const signature = signatureOf(request);
  const caller = signature && signerOf(request, record, context.store);
  if (!caller) throw forbidden();
  const secret = secretOf(signature, context);
  const [, region, service] = signature.scope.split("/");
  if (service !== "lambda") {
    throw refused("InvalidSignatureException", "Credential should be scoped to correct service: 'lambda'. ");
  }
  if (region !== record.region) {
    throw refused("InvalidSignatureException", "Credential should be scoped to a valid region. ");
  }
  if (secret !== undefined && !isSignedWith(secret, request, signature)) {
    throw refused(
      "InvalidSignatureException",
      "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.",
    );
  }
  return caller;
}

/** The secret of a key that this cloud has given out; undefined for the keys of accounts, whose secret may be any. */
function secretOf({ accessKey, token }: Signature, { store, clock }: OperationContext): string | undefined {
  const session = store.get<SessionRecord>(sessionKey(accessKey));
  if (session) {
    if (session.expires.getTime() <= clock.now()) {
      throw refused("ExpiredTokenException", "The security token included in the request is expired");
    }
    if (token !== session.sessionToken) throw badToken();
    return session.secretAccessKey;
  }
  const key = store.get<AccessKeyRecord>(accessKeyKey(accessKey));
  if (key ? key.status !== "Active" : /^A[KS]IA/.test(accessKey) && !accessKey.endsWith("EXAMPLE")) throw badToken();
  return key?.secretAccessKey;
}

/** Without signatures the function's own policy must let everybody in, under no condition that a stranger fails. */
function isPublic({ functionName, qualifier = "", ...place }: UrlRecord, { store }: OperationContext): boolean {
  const policy = store.get<PolicyRecord>(policyKey(place, functionName, qualifier));
  return (policy?.statements ?? []).some(
    ({ Principal, Action, Condition = {} }) =>
      (Principal === "*" || (typeof Principal === "object" && Principal["AWS"] === "*")) &&
      ["lambda:InvokeFunctionUrl", "lambda:*", "*"].includes(Action) &&
      Object.values(Condition).every((test) =>
        Object.entries(test).every(([key, value]) => key === "lambda:FunctionUrlAuthType" && value === "NONE"),
      ),
  );
}
