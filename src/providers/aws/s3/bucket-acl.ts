/** A bucket's access control list. It cannot be deleted: what is set stays. */
import type { AccessControlPolicy, BucketCannedACL, Permission } from "@aws-sdk/client-s3";
import type { Aws } from "../framework/aws.ts";
import { defineResource } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { given } from "../framework/given.ts";
import type { S3Resources } from "../schema/s3.generated.ts";
import { granteeFound, granteeInput } from "./grants.ts";
import { type BucketRef, bucketOf } from "./part.ts";

type Acl = S3Resources["aws_s3_bucket_acl"];

export const awsS3BucketAcl = defineResource<Acl>({
  title: "S3 Bucket ACL",
  named: (planned) => planned.bucket,
  words: { creating: (planned) => `creating S3 Bucket (${planned.bucket}) ACL` },

  async create(planned, aws) {
    const id = idOf(planned);
    await put(aws, partsOf(id).bucket, planned);
    return { id };
  },

  async read(state, aws) {
    const { bucket, acl } = partsOf(state.id);
    const answer = await unless(aws.call("s3", "GetBucketAcl", bucket), "NoSuchBucket");
    if (!answer) return undefined;
    const { Owner, Grants = [] } = answer;
    return {
      access_control_policy: [
        {
          grant: Grants.map(({ Grantee, Permission }) => ({
            grantee: Grantee ? [granteeFound(Grantee)] : [],
            permission: Permission,
          })),
          owner: Owner ? [{ display_name: Owner.DisplayName, id: Owner.ID }] : [],
        },
      ],
      acl,
      bucket: bucket.Bucket,
      expected_bucket_owner: bucket.ExpectedBucketOwner,
    };
  },

  async update(planned, aws) {
    await put(aws, partsOf(planned.id).bucket, planned);
    return idOf(planned);
  },

  async delete() {},

  plan(change) {
    if (!change.creating && change.changed("acl")) change.recompute("access_control_policy");
  },
});

async function put(aws: Aws, bucket: BucketRef, planned: Acl): Promise<void> {
  // A canned list wins: the grants that stand in the state beside it are what AWS made of it.
  const canned = given(planned.acl);
  await aws.call("s3", "PutBucketAcl", {
    ...bucket,
    ...(canned ? { ACL: canned as BucketCannedACL } : { AccessControlPolicy: policyInput(planned) }),
  });
}

function policyInput({ access_control_policy: [policy] }: Acl): AccessControlPolicy {
  const [owner] = policy?.owner ?? [];
  return {
    Grants: (policy?.grant ?? []).map(({ grantee: [grantee], permission }) => ({
      Grantee: grantee && granteeInput(grantee),
      Permission: permission as Permission,
    })),
    ...(owner && { Owner: { ID: owner.id, DisplayName: given(owner.display_name) } }),
  };
}

/** `bucket[,owner][,acl]`; an account is twelve digits, a canned list is not. */
const idOf = ({ bucket, expected_bucket_owner, acl }: Acl): string =>
  [bucket, expected_bucket_owner, acl].filter((part) => part).join();

function partsOf(id: string): { readonly bucket: BucketRef; readonly acl: string } {
  const [bucket = "", ...rest] = id.split(",");
  const owner = rest.find((part) => /^\d{12}$/.test(part));
  return { bucket: bucketOf(owner ? `${bucket},${owner}` : bucket), acl: rest.find((part) => part !== owner) ?? "" };
}
