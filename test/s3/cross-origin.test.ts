/** Pages of other origins and a bucket's CORS rules. Source: S3's guide; the first two refusals recorded on AWS. */
import * as S3 from "@aws-sdk/client-s3";
import { afterAll, beforeAll, expect, test } from "vitest";
import { send } from "../api-gateway/support.ts";
import { startTestCloud, type TestCloud } from "../support/cloud.ts";

let cloud: TestCloud;
const Bucket = "pages";
const origin = "http://app.localhost:3000";

beforeAll(async () => {
  cloud = await startTestCloud();
  const s3 = new S3.S3Client(cloud.clientConfig);
  await s3.send(new S3.CreateBucketCommand({ Bucket }));
  await s3.send(new S3.CreateBucketCommand({ Bucket: "closed" }));
  await s3.send(new S3.PutObjectCommand({ Bucket, Key: "k", Body: "x" }));
  const rule = {
    AllowedOrigins: ["http://*.localhost:3000"],
    AllowedMethods: ["GET", "PUT"],
    AllowedHeaders: ["x-amz-*"],
    ExposeHeaders: ["ETag"],
    MaxAgeSeconds: 60,
  };
  await s3.send(new S3.PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules: [rule] } }));
});
afterAll(() => cloud.stop());

const ask = (path: string, headers: Record<string, string>, method = "OPTIONS") =>
  send(cloud.endpoint, path, { method, headers });
const asking = { origin, "access-control-request-method": "PUT" };

test("a preflight is answered by the first rule that allows it", async () => {
  const allowed = await ask(`/${Bucket}/k`, { ...asking, "access-control-request-headers": "X-Amz-Meta-A" });
  expect(allowed).toMatchObject({
    status: 200,
    headers: {
      "access-control-allow-origin": origin,
      "access-control-allow-methods": "GET, PUT",
      "access-control-allow-headers": "x-amz-meta-a",
      "access-control-expose-headers": "ETag",
      "access-control-max-age": "60",
      "access-control-allow-credentials": "true",
    },
  });
});

test.each<[string, string, Record<string, string>, number, string, string]>([
  ["no origin", `/${Bucket}/k`, {}, 400, "BadRequest", "Insufficient information. Origin request header needed."],
  ["no bucket", "/none/k", asking, 403, "AccessForbidden", "CORSResponse: Bucket not found"],
  ["no rules", "/closed/k", asking, 403, "AccessForbidden", "CORSResponse: CORS is not enabled for this bucket."],
  [
    "another header",
    `/${Bucket}/k`,
    { ...asking, "access-control-request-headers": "other" },
    403,
    "AccessForbidden",
    "CORSResponse: This CORS request is not allowed.",
  ],
])("a preflight is refused: %s", async (_, path, headers, status, code, message) => {
  const refused = await ask(path, headers);
  expect(refused.status).toBe(status);
  expect(refused.body).toContain(`<Code>${code}</Code><Message>${message}`);
});

test("the answer to an allowed page may be read by it", async () => {
  const answer = await ask(`/${Bucket}/k`, { origin }, "GET");
  expect(answer).toMatchObject({ status: 200, body: "x", headers: { "access-control-allow-origin": origin } });
  const other = await ask(`/${Bucket}/k`, { origin: "http://localhost:9" }, "GET");
  expect(other.headers["access-control-allow-origin"]).toBeUndefined();
});
