/** Code signing configurations: stored and shown. Terrarium has no signer, so no signature is checked. */
import type { CodeSigningConfig } from "@aws-sdk/client-lambda";
import { derivedId, lowerAlphanumeric, randomId } from "../../cloud/ids.ts";
import type { OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { CodeSigningRecord } from "./entities.ts";
import { codeSigningNotFound } from "./fault.ts";
import { codeSigningKey } from "./keys.ts";

const idOf = (arn: string | undefined): string => arn?.split(":").at(-1) ?? "";

export const newCodeSigningId = (): string =>
  `csc-${derivedId(17, lowerAlphanumeric, randomId(17, lowerAlphanumeric))}`;

export function findCodeSigning(
  { store, account, region }: OperationContext,
  arn: string | undefined,
): CodeSigningRecord | undefined {
  return store.get<CodeSigningRecord>(codeSigningKey({ account, region }, idOf(arn)));
}

export function requireCodeSigning(context: OperationContext, arn: string | undefined): CodeSigningRecord {
  const record = findCodeSigning(context, arn);
  if (!record) throw codeSigningNotFound(arn);
  return record;
}

/** As said to those who attach a configuration to a function. */
export function requireAttachableCodeSigning(context: OperationContext, arn: string | undefined): CodeSigningRecord {
  const record = findCodeSigning(context, arn);
  if (!record) {
    throw new ServiceException(
      "CodeSigningConfigNotFoundException",
      `The code signing configuration cannot be found. Check that the provided configuration is not deleted: ${arn}.`,
      { Type: "User" },
    );
  }
  return record;
}

export function saveCodeSigning(
  { store, account, region }: OperationContext,
  record: CodeSigningRecord,
): CodeSigningConfig {
  store.put(codeSigningKey({ account, region }, record.id), record);
  return codeSigningConfig(record);
}

export function codeSigningConfig(record: CodeSigningRecord): CodeSigningConfig {
  return {
    CodeSigningConfigId: record.id,
    CodeSigningConfigArn: record.arn,
    Description: record.description,
    AllowedPublishers: { SigningProfileVersionArns: [...record.publishers] },
    CodeSigningPolicies: { UntrustedArtifactOnDeployment: record.policy },
    LastModified: record.modifiedAt,
  };
}
