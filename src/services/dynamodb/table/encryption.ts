import type { SSESpecification } from "@aws-sdk/client-dynamodb";
import { regionalArn } from "../../../cloud/arn.ts";
import { derivedId, lowerHexadecimal } from "../../../cloud/ids.ts";
import { refusal } from "../refusal.ts";
import type { Table } from "./table.ts";

interface Place {
  readonly account: string;
  readonly region: string;
}

/** Without a key of the user's, the one that AWS manages for DynamoDB in the account. */
export function readEncryption(
  specification: SSESpecification | undefined,
  place: Place,
  settlesAt: number,
): Pick<Table, "encryption"> {
  const key = specification?.KMSMasterKeyId;
  if (!specification?.Enabled) {
    if (key)
      throw refusal(
        "One or more parameter values were invalid: KMSMasterKeyId can only be specified when SSE is enabled",
      );
    return {};
  }
  return { encryption: { keyArn: key ? keyArn(key, place) : managedKeyArn(place), settlesAt } };
}

function keyArn(key: string, place: Place): string {
  if (key.startsWith("arn:")) return key;
  return regionalArn("kms", place, key.startsWith("alias/") ? key : `key/${key}`);
}

function managedKeyArn(place: Place): string {
  const id = derivedId(32, lowerHexadecimal, "kms", "aws/dynamodb", place.account, place.region);
  const parts = [id.slice(0, 8), id.slice(8, 12), id.slice(12, 16), id.slice(16, 20), id.slice(20)];
  return regionalArn("kms", place, `key/${parts.join("-")}`);
}
