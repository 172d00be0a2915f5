/**
 * A bucket's configurations, each a resource type of its own: put, got and deleted whole. The id is the bucket's name,
 * with the account after a comma where the configuration names an owner.
 */
import type { Aws } from "../framework/aws.ts";
import type { Behaviour, FoundIn } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";

export interface BucketRef {
  readonly Bucket: string;
  readonly ExpectedBucketOwner?: string;
}

interface PartAttributes {
  readonly id: string | null;
  readonly bucket: string;
  readonly expected_bucket_owner?: string | null;
}

interface Part<Attributes>
  extends Pick<Behaviour<Attributes>, "cause" | "equivalent" | "faults" | "importId" | "normalize" | "plan"> {
  readonly title: string;
  /** What the provider calls making it, where it does not tell making from changing. */
  readonly verb?: "putting";
  /** The code with which AWS says that there is no such configuration. */
  readonly absent: string;
  readonly put: (aws: Aws, bucket: BucketRef, planned: Attributes) => Promise<unknown>;
  readonly found: (aws: Aws, bucket: BucketRef, state: Attributes) => Promise<FoundIn<Attributes> | undefined>;
  readonly remove: (aws: Aws, bucket: BucketRef, prior: Attributes) => Promise<unknown>;
}

export function bucketPart<Attributes extends PartAttributes>(part: Part<Attributes>): Behaviour<Attributes> {
  const { title, absent, put, found, remove, verb = "creating", ...rest } = part;
  const putting = ({ bucket }: Attributes): string => `${verb} S3 Bucket (${bucket})${title.slice("S3 Bucket".length)}`;
  return {
    title,
    named: (planned) => planned.bucket,
    words: { creating: putting, ...(verb === "putting" && { updating: putting }) },
    async create(planned, aws) {
      const { bucket, expected_bucket_owner: owner } = planned;
      const id = owner ? `${bucket},${owner}` : bucket;
      await put(aws, bucketOf(id), planned);
      return { id } as never;
    },
    async read(state, aws) {
      const bucket = bucketOf(state.id);
      const answer = await unless(found(aws, bucket, state), absent, "NoSuchBucket");
      return (
        answer && {
          bucket: bucket.Bucket,
          ...("expected_bucket_owner" in state && { expected_bucket_owner: bucket.ExpectedBucketOwner ?? "" }),
          ...answer,
        }
      );
    },
    async update(planned, aws) {
      await put(aws, bucketOf(planned.id), planned);
    },
    async delete(prior, aws) {
      await unless(remove(aws, bucketOf(prior.id), prior), absent, "NoSuchBucket");
    },
    ...rest,
  };
}

/** What types on the newer framework tell of an import id at once. */
export const importedBucket = (id: string) => {
  const { Bucket, ExpectedBucketOwner = "" } = bucketOf(id);
  return { id, bucket: Bucket, expected_bucket_owner: ExpectedBucketOwner };
};

export function bucketOf(id: string): BucketRef {
  const [Bucket = "", ExpectedBucketOwner] = id.split(",");
  return ExpectedBucketOwner ? { Bucket, ExpectedBucketOwner } : { Bucket };
}
