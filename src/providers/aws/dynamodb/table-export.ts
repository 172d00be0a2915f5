import type { ExportFormat, ExportType, ExportViewType, S3SseAlgorithm } from "@aws-sdk/client-dynamodb";
import type { Aws } from "../framework/aws.ts";
import { defineResource, Refusal } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { given } from "../framework/given.ts";
import { awsTime } from "../framework/time.ts";
import type { DynamodbResources } from "../schema/dynamodb.generated.ts";

export const awsDynamodbTableExport = defineResource<DynamodbResources["aws_dynamodb_table_export"]>({
  title: "DynamoDB Table Export",
  named: (planned) => planned.table_arn,
  async create(planned, aws, keep) {
    const [incremental] = planned.incremental_export_specification;
    const time = (text: string | null | undefined): Date | undefined => (text ? new Date(text) : undefined);
    const { ExportDescription } = await aws.call("dynamodb", "ExportTableToPointInTime", {
      TableArn: planned.table_arn,
      S3Bucket: planned.s3_bucket,
      S3BucketOwner: given(planned.s3_bucket_owner),
      S3Prefix: given(planned.s3_prefix),
      S3SseAlgorithm: given(planned.s3_sse_algorithm) as S3SseAlgorithm | undefined,
      S3SseKmsKeyId: given(planned.s3_sse_kms_key_id),
      ExportFormat: given(planned.export_format) as ExportFormat | undefined,
      ExportTime: time(planned.export_time),
      ExportType: given(planned.export_type) as ExportType | undefined,
      IncrementalExportSpecification: incremental && {
        ExportFromTime: time(incremental.export_from_time),
        ExportToTime: time(incremental.export_to_time),
        ExportViewType: given(incremental.export_view_type) as ExportViewType | undefined,
      },
    });
    const id = ExportDescription?.ExportArn ?? "";
    keep(id);
    await aws.until(`DynamoDB Table Export (${id}) create`, async () => {
      const found = await findExport(aws, id);
      if (found?.ExportStatus === "FAILED") throw new Refusal(`${found.FailureCode}: ${found.FailureMessage}`);
      return found?.ExportStatus === "COMPLETED" ? true : undefined;
    });
    return { id };
  },
  async read(state, aws) {
    const found = await findExport(aws, state.id);
    if (!found) return undefined;
    const incremental = found.IncrementalExportSpecification;
    return {
      arn: found.ExportArn,
      billed_size_in_bytes: found.BilledSizeBytes,
      end_time: awsTime(found.EndTime),
      export_format: found.ExportFormat,
      export_status: found.ExportStatus,
      export_time: awsTime(found.ExportTime),
      export_type: found.ExportType,
      incremental_export_specification: incremental
        ? [
            {
              export_from_time: awsTime(incremental.ExportFromTime),
              export_to_time: awsTime(incremental.ExportToTime),
              export_view_type: incremental.ExportViewType,
            },
          ]
        : [],
      item_count: found.ItemCount,
      manifest_files_s3_key: found.ExportManifest,
      s3_bucket: found.S3Bucket ?? "",
      s3_bucket_owner: found.S3BucketOwner,
      s3_prefix: found.S3Prefix,
      s3_sse_algorithm: found.S3SseAlgorithm,
      s3_sse_kms_key_id: found.S3SseKmsKeyId,
      start_time: awsTime(found.StartTime),
      table_arn: found.TableArn ?? "",
    };
  },
  /** An export cannot be taken back. */
  delete: () => Promise.resolve(),
});

async function findExport(aws: Aws, ExportArn: string) {
  const answer = await unless(aws.call("dynamodb", "DescribeExport", { ExportArn }), "ExportNotFoundException");
  return answer?.ExportDescription;
}
