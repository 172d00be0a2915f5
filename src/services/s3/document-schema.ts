/** S3 reads its XML documents by a schema: a word that the schema does not list makes the whole document malformed. */
import type { AnyOperation } from "../../cloud/operation.ts";
import { type Shape, type StructureShape, serviceModel, type Target } from "../../wire/model.ts";
import { malformedXml } from "./fault.ts";

type Check = (value: unknown) => boolean;

const words = (text: string): ReadonlySet<unknown> => new Set(text.split(" "));
const SWITCH = words("Enabled Disabled");
const VERSIONING = words("Enabled Suspended");
const RETENTION = words("GOVERNANCE COMPLIANCE");
const TRANSITION = words("GLACIER STANDARD_IA ONEZONE_IA INTELLIGENT_TIERING DEEP_ARCHIVE GLACIER_IR");
const EVENTS = words(
  [
    "s3:ReducedRedundancyLostObject s3:LifecycleTransition s3:IntelligentTiering s3:ObjectAcl:Put",
    "s3:ObjectCreated:* s3:ObjectCreated:Put s3:ObjectCreated:Post s3:ObjectCreated:Copy",
    "s3:ObjectCreated:CompleteMultipartUpload s3:ObjectRemoved:* s3:ObjectRemoved:Delete",
    "s3:ObjectRemoved:DeleteMarkerCreated s3:ObjectRestore:* s3:ObjectRestore:Post s3:ObjectRestore:Completed",
    "s3:ObjectRestore:Delete s3:Replication:* s3:Replication:OperationFailedReplication",
    "s3:Replication:OperationNotTracked s3:Replication:OperationMissedThreshold",
    "s3:Replication:OperationReplicatedAfterThreshold s3:LifecycleExpiration:* s3:LifecycleExpiration:Delete",
    "s3:LifecycleExpiration:DeleteMarkerCreated s3:ObjectTagging:* s3:ObjectTagging:Put s3:ObjectTagging:Delete",
  ].join(" "),
);

/** What the members of S3's documents may say; what is refused in sentences of its own is not among them. */
const WORDS: Readonly<Record<string, ReadonlySet<unknown>>> = {
  "AccelerateConfiguration.Status": VERSIONING,
  "DefaultRetention.Mode": RETENTION,
  "DeleteMarkerReplication.Status": SWITCH,
  "ExistingObjectReplication.Status": SWITCH,
  "IntelligentTieringConfiguration.Status": SWITCH,
  "InventoryConfiguration.IncludedObjectVersions": words("All Current"),
  "InventorySchedule.Frequency": words("Daily Weekly"),
  "LambdaFunctionConfiguration.Events": EVENTS,
  "LifecycleRule.Status": SWITCH,
  "NoncurrentVersionTransition.StorageClass": TRANSITION,
  "ObjectLockConfiguration.ObjectLockEnabled": words("Enabled"),
  "ObjectLockLegalHold.Status": words("ON OFF"),
  "ObjectLockRetention.Mode": RETENTION,
  "OwnershipControlsRule.ObjectOwnership": words("BucketOwnerPreferred ObjectWriter BucketOwnerEnforced"),
  "QueueConfiguration.Events": EVENTS,
  "ReplicationRule.Status": SWITCH,
  "RequestPaymentConfiguration.Payer": words("Requester BucketOwner"),
  "ServerSideEncryptionByDefault.SSEAlgorithm": words("AES256 aws:fsx aws:kms aws:kms:dsse"),
  "Tiering.AccessTier": words("ARCHIVE_ACCESS DEEP_ARCHIVE_ACCESS"),
  "TopicConfiguration.Events": EVENTS,
  "Transition.StorageClass": TRANSITION,
  "VersioningConfiguration.MFADelete": SWITCH,
  "VersioningConfiguration.Status": VERSIONING,
};

/** The operations, each of which refuses a malformed document before it does anything. */
export function withCheckedDocuments(
  operations: Readonly<Record<string, AnyOperation>>,
): Readonly<Record<string, AnyOperation>> {
  return Object.fromEntries(
    Object.entries(operations).map(([name, operation]) => [
      name,
      name.startsWith("Put") ? checked(name, operation) : operation,
    ]),
  );
}

function checked(name: string, operation: AnyOperation): AnyOperation {
  // Made at the first call: most operations are never called.
  let check: Check | undefined;
  return (input, context) => {
    check ??= documentCheck(name);
    if (!check(input)) throw malformedXml();
    return operation(input, context);
  };
}

function documentCheck(name: string): Check {
  const input = serviceModel("s3").operation(name)?.input;
  const document = input?.members.find(({ traits }) => traits.httpPayload !== undefined);
  const check = document && checkOf(document, new Map());
  return (given) => document === undefined || check === undefined || allows(check, given, document.name);
}

/** What is absent is allowed here. */
function allows(check: Check, given: unknown, member: string): boolean {
  const value = (given as Readonly<Record<string, unknown>>)[member];
  return value === undefined || check(value);
}

function checkOf({ shape }: Target, seen: Map<Shape, Check | undefined>): Check | undefined {
  if (shape.kind === "list") {
    const item = checkOf(shape.item, seen);
    return item && ((value) => (value as readonly unknown[]).every(item));
  }
  if (shape.kind !== "structure" && shape.kind !== "union") return undefined;
  if (!seen.has(shape)) {
    seen.set(shape, undefined);
    seen.set(shape, checkOfMembers(shape, seen));
  }
  return seen.get(shape);
}

function checkOfMembers(shape: StructureShape, seen: Map<Shape, Check | undefined>): Check | undefined {
  const checks = shape.members.flatMap((member) => {
    const listed = WORDS[`${shape.name}.${member.name}`];
    const check: Check | undefined = listed
      ? (value) => (Array.isArray(value) ? value.every((one) => listed.has(one)) : listed.has(value))
      : checkOf(member, seen);
    return check ? [[member.name, check] as const] : [];
  });
  return checks.length === 0 ? undefined : (value) => checks.every(([name, check]) => allows(check, value, name));
}
