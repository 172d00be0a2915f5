/** Whether somebody may call a function URL. */
import type { OperationContext } from "../../../cloud/operation.ts";
import type { EndpointRequest } from "../../../cloud/service.ts";
import { type SignedCaller, signatureRefusal, signedCaller } from "../../../endpoint/caller.ts";
import { ServiceException } from "../../../wire/service-exception.ts";
import type { PolicyRecord, UrlRecord } from "../entities.ts";
import { policyKey } from "../keys.ts";

const refused = (code: string, message: string) => new ServiceException(code, message, {}, 403);
const forbidden = () =>
  refused(
    "AccessDeniedException",
    "Forbidden. For troubleshooting Function URL authorization issues, see: https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html",
  );

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
  const caller = signedCaller(request, record, "lambda", context);
  if (typeof caller !== "string") return caller;
  throw caller === "missing" ? forbidden() : refused(...signatureRefusal(caller, "lambda"));
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
