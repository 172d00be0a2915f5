/** Server-side encryption of tables: what may be asked for, and how often it may change. */
import type { SSESpecification } from "@aws-sdk/client-dynamodb";
import { regionalArn } from "../../../cloud/arn.ts";
import { derivedId, lowerHexadecimal } from "../../../cloud/ids.ts";
import { invalidParameter, limitExceeded } from "../refusal.ts";
import { updatingFor } from "./moments.ts";
import type { Table } from "./table.ts";

interface Place {
  readonly account: string;
  readonly region: string;
}

const day = 24 * 60 * 60 * 1000;
const freeChanges = 4;
const changeInterval = 6 * 60 * 60 * 1000;

/** Without a key of the user's, the one that AWS manages for DynamoDB in the account. */
export function readEncryption(specification: SSESpecification | undefined, place: Place): Pick<Table, "encryption"> {
  if (!specification) return {};
  const { Enabled: enabled, SSEType: type, KMSMasterKeyId: key } = specification;
  if (enabled === false) {
    const forbidden = type ? "SSEType" : key ? "KMSMasterKeyId" : undefined;
    if (forbidden) throw invalidParameter(`${forbidden} can not be specified if Enabled is false`);
    return {};
  }
  if (type === "AES256") throw invalidParameter("SSEType AES256 is not supported");
  if (key && !type) throw invalidParameter("SSEType KMS is required if KMSMasterKeyId is specified");
  if (!enabled && !type) return {};
  return { encryption: { keyArn: key ? keyArn(key, place) : managedKeyArn(place) } };
}

export function withChangedEncryption(table: Table, specification: SSESpecification, place: Place, now: number): Table {
  const changed = readEncryption(specification, place);
  const recent = (table.encryptionChanges ?? []).filter((at) => at > now - day);
  checkChangeCount(recent, now);
  if (!changed.encryption && !table.encryption) throw invalidParameter("Table is already encrypted by default");
  // Only an ARN is compared: an alias or a bare id encrypts anew with the same key.
  if (table.encryption && specification.KMSMasterKeyId === table.encryption.keyArn) {
    throw invalidParameter(
      "Table is already encrypted with given KMSMasterKeyId. Use KMSMasterKeyId parameter if you want to change Master Key",
    );
  }
  const { encryption: _old, ...without } = table;
  return { ...without, ...changed, encryptionChanges: [...recent, now] };
}

function checkChangeCount(recent: readonly number[], now: number): void {
  const [first, last] = [recent[0], recent.at(-1)];
  if (first === undefined || last === undefined || recent.length < freeChanges || now >= last + changeInterval) return;
  const time = (at: number): string => new Date(at).toISOString();
  throw limitExceeded(
    `Encryption mode changes are limited in the 24h window ending at ${time(first + day)}. After the first ${freeChanges} change, each subsequent change in the same window can be performed at most once every ${changeInterval / 1000} seconds. Number of updates today: ${recent.length}. Last change at ${time(last)}. Next changes can be made at ${time(last + changeInterval)}.`,
  );
}

export function isChangingEncryption({ encryptionChanges }: Table, now: number): boolean {
  return now < (encryptionChanges?.at(-1) ?? 0) + updatingFor;
}

function keyArn(key: string, place: Place): string {
  if (key === "alias/aws/dynamodb") return managedKeyArn(place);
  if (key.startsWith("arn:")) return key;
  return regionalArn("kms", place, key.startsWith("alias/") ? key : `key/${key}`);
}

function managedKeyArn(place: Place): string {
  const id = derivedId(32, lowerHexadecimal, "kms", "aws/dynamodb", place.account, place.region);
  const parts = [id.slice(0, 8), id.slice(8, 12), id.slice(12, 16), id.slice(16, 20), id.slice(20)];
  return regionalArn("kms", place, `key/${parts.join("-")}`);
}
