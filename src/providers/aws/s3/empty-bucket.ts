/** Deletes every version of every object, as force_destroy asks. */
import type { ObjectIdentifier } from "@aws-sdk/client-s3";
import type { Aws } from "../framework/aws.ts";
import { Refusal } from "../framework/behaviour.ts";

export async function emptyBucket(aws: Aws, Bucket: string, Prefix?: string, only?: string): Promise<void> {
  let marker: { KeyMarker?: string | undefined; VersionIdMarker?: string | undefined } = {};
  for (;;) {
    const page = await aws.call("s3", "ListObjectVersions", { Bucket, Prefix, ...marker });
    const Objects: ObjectIdentifier[] = [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])]
      .filter(({ Key }) => only === undefined || Key === only)
      .map(({ Key = "", VersionId }) => ({ Key, VersionId }));
    if (Objects.length > 0) {
      const { Errors = [] } = await aws.call("s3", "DeleteObjects", {
        Bucket,
        BypassGovernanceRetention: true,
        Delete: { Objects, Quiet: true },
      });
      const [refused] = Errors;
      if (refused) throw new Refusal(`deleting: S3 object (${refused.Key}): ${refused.Code}: ${refused.Message}`);
    }
    if (!page.IsTruncated) return;
    marker = { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker };
  }
}
