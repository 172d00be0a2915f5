import { randomUUID } from "node:crypto";
import type { CreateFunctionRequest } from "@aws-sdk/client-lambda";
import type { OperationContext } from "../../cloud/operation.ts";
import type { LambdaOperation } from "./client.ts";
import { requireAttachableCodeSigning } from "./code-signing.ts";
import { defaultSettings, settingsOf } from "./configuration.ts";
import type { FunctionRecord, VersionRecord } from "./entities.ts";
import { conflict, invalidParameter } from "./fault.ts";
import { receiveCode, requireRequestSize } from "./function-code.ts";
import { requireLayerRoom } from "./function-layers.ts";
import { functionArn, functionReference } from "./function-name.ts";
import { findFunction, lambdaTime, pending, saveFunction, saveVersion } from "./functions.ts";
import { publish } from "./publishing.ts";
import { requireAssumableRole } from "./role.ts";
import { running } from "./running.ts";
import { requireTags } from "./tags.ts";
import { attachToVpc } from "./vpc.ts";

export const createFunction: LambdaOperation<"CreateFunction"> = async (input, context) => {
  requireRequestSize(context, "CreateFunction");
  const reference = functionReference(context, input.FunctionName);
  const { name } = reference;
  requireCompletePackage(input);
  const settings = await settingsOf(context, name, input);
  await requireAssumableRole(context, input.Role);
  const tags = input.Tags ?? {};
  requireTags(tags);
  if (input.CodeSigningConfigArn !== undefined) requireAttachableCodeSigning(context, input.CodeSigningConfigArn);
  if (findFunction(context, reference)) throw conflict(`Function already exist: ${name}`);
  const received = await receiveCode(input.Code ?? {}, context);
  await requireLayerRoom(context, settings.Layers, received?.code);
  await attachToVpc(context, name, settings.VpcConfig);
  // Nothing is written before this line and nothing waited for until all is: two creations cannot both succeed.
  if (findFunction(context, reference)) throw conflict(`Function already exist: ${name}`);
  const arn = functionArn(reference, name);
  const record: FunctionRecord = {
    account: reference.account,
    region: reference.region,
    name,
    arn,
    nextVersion: 1,
    tags,
    recursiveLoop: "Terminate",
    ...(input.CodeSigningConfigArn !== undefined && { codeSigningConfigArn: input.CodeSigningConfigArn }),
    createdAt: context.clock.now(),
  };
  const latest = pending(context, newVersion(context, input, record, settings, received), "create");
  saveFunction(context, record);
  saveVersion(context, latest);
  running(context).functionCreated(latest);
  const shown = input.Publish
    ? { ...publish(context, latest, input.Description).configuration, FunctionArn: arn }
    : latest.configuration;
  return shown;
};

function newVersion(
  context: OperationContext,
  input: CreateFunctionRequest,
  record: FunctionRecord,
  settings: VersionRecord["configuration"],
  received: Awaited<ReturnType<typeof receiveCode>>,
): VersionRecord {
  const { account, region, name, arn } = record;
  const image = input.Code?.ImageUri;
  return {
    account,
    region,
    name,
    version: "$LATEST",
    configuration: {
      ...defaultSettings(name),
      ...settings,
      FunctionName: name,
      FunctionArn: arn,
      Version: "$LATEST",
      PackageType: input.PackageType ?? "Zip",
      Architectures: input.Architectures ?? ["x86_64"],
      CodeSize: received?.codeSize ?? 0,
      CodeSha256: received?.codeSha256 ?? imageDigest(image),
      LastModified: lambdaTime(context.clock.now()),
      RevisionId: randomUUID(),
      ...(input.TenancyConfig !== undefined && { TenancyConfig: input.TenancyConfig }),
      ...(input.CapacityProviderConfig !== undefined && { CapacityProviderConfig: input.CapacityProviderConfig }),
    },
    ...(received !== undefined && { code: received.code }),
    ...(image !== undefined && { imageUri: image }),
  };
}

/** A digest stands in for the image's own, which only its registry knows. */
export const imageDigest = (uri: string | undefined): string =>
  /@sha256:([0-9a-f]{64})$/.exec(uri ?? "")?.[1] ?? randomUUID().replaceAll("-", "").padEnd(64, "0");

function requireCompletePackage({
  PackageType = "Zip",
  Runtime,
  Handler,
  Code,
  Architectures,
}: CreateFunctionRequest): void {
  if ((Architectures ?? []).length > 1) {
    throw invalidParameter(
      `1 validation error detected: Value '[${Architectures?.join(", ")}]' at 'architectures' failed to satisfy constraint: Member must have length less than or equal to 1`,
    );
  }
  if (PackageType === "Image") {
    if (Code?.ImageUri === undefined)
      throw invalidParameter("Please provide ImageUri when creating a function with packageType Image.");
    if (Runtime !== undefined || Handler !== undefined) {
      throw invalidParameter(
        "Please don't provide Handler or Runtime or Layer when the intended function PackageType is Image.",
      );
    }
    return;
  }
  if (Code?.ImageUri !== undefined)
    throw invalidParameter("Please don't provide ImageUri when creating a function with packageType Zip.");
  if (Runtime === undefined || Handler === undefined) {
    throw invalidParameter(
      "Runtime and Handler are mandatory parameters for functions created with deployment packages.",
    );
  }
}
