import { defineDataSource } from "../framework/behaviour.ts";
import type { S3DataSources } from "../schema/s3-data.generated.ts";

/** Who owns the buckets of this account, which only the list of them tells. */
export const awsCanonicalUserId = defineDataSource<S3DataSources["aws_canonical_user_id"]>({
  title: "S3 Canonical User ID",
  async read(_, aws) {
    const { Owner } = await aws.call("s3", "ListBuckets", {});
    return { id: Owner?.ID, display_name: Owner?.DisplayName };
  },
});
