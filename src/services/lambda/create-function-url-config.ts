import type { LambdaOperation } from "./client.ts";
import { conflict } from "./fault.ts";
import { functionArn, functionReference } from "./function-name.ts";
import { findUrl, requireUrlFunction, saveUrl, urlConfig, urlId, urlTime } from "./url/urls.ts";

export const createFunctionUrlConfig: LambdaOperation<"CreateFunctionUrlConfig"> = (input, context) => {
  const reference = functionReference(context, input.FunctionName, input.Qualifier);
  const { account, region, name, qualifier } = reference;
  requireUrlFunction(context, reference);
  if (findUrl(context, reference)) {
    throw conflict(
      `Failed to create function url config for [functionArn = ${functionArn(reference, name, qualifier)}]. Error message:  FunctionUrlConfig exists for this Lambda function`,
    );
  }
  const now = urlTime(context.clock.now());
  const record = saveUrl(context, {
    account,
    region,
    id: urlId(reference),
    functionName: name,
    ...(qualifier !== undefined && { qualifier }),
    authType: input.AuthType ?? "AWS_IAM",
    ...(input.Cors && { cors: input.Cors }),
    invokeMode: input.InvokeMode ?? "BUFFERED",
    createdAt: now,
    modifiedAt: now,
  });
  const { LastModifiedTime: _, ...created } = urlConfig(record, context.endpoint);
  return created;
};
