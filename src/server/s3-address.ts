/** S3's two ways to name a bucket: in the host (`bucket.s3.localhost`) or in the path. Inside there is only the path. */
import type { WireRequest } from "../wire/message.ts";

const BUCKET_HOST =
  /^(.+?)\.s3(?:[.-][a-z0-9-]+)?\.(?:localhost|localhost\.localstack\.cloud|amazonaws\.com|amazonaws\.com\.cn)$/;
const OWN_DOMAIN = /^s3[.-]|^s3$/;

/** The bucket that a Host header names, if it names one. */
export function bucketOfHost(host: string | undefined): string | undefined {
  if (host === undefined || !host.includes("s3")) return undefined;
  const name = host.toLowerCase().replace(/:\d+$/, "");
  if (OWN_DOMAIN.test(name)) return undefined;
  return BUCKET_HOST.exec(name)?.[1];
}

export function pathStyle(request: WireRequest): WireRequest {
  const bucket = bucketOfHost(request.headers["host"]);
  return bucket === undefined ? request : { ...request, path: `/${bucket}${request.path}` };
}
