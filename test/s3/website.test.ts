/** Buckets as websites. Source: S3's guide to hosting static websites; the pages' form as AWS's endpoints answer. */
import * as S3 from "@aws-sdk/client-s3";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Answer, type CallOptions, send } from "../api-gateway/support.ts";
import { startTestCloud, type TestCloud } from "../support/cloud.ts";
import { refusalOf } from "../support/refusal.ts";

let cloud: TestCloud;
let s3: S3.S3Client;

beforeAll(async () => {
  cloud = await startTestCloud();
  s3 = new S3.S3Client(cloud.clientConfig);
});
afterAll(() => cloud.stop());

const allowAll = (Bucket: string, Action: string[]) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Principal: "*", Action, Resource: [`arn:aws:s3:::${Bucket}`, `arn:aws:s3:::${Bucket}/*`] },
    ],
  });

async function site(
  Bucket: string,
  WebsiteConfiguration: S3.WebsiteConfiguration,
  objects: Record<string, string | Partial<S3.PutObjectCommandInput>> = {},
  actions = ["s3:GetObject", "s3:ListBucket"],
) {
  await s3.send(new S3.CreateBucketCommand({ Bucket }));
  await s3.send(new S3.DeletePublicAccessBlockCommand({ Bucket }));
  if (actions.length > 0) await s3.send(new S3.PutBucketPolicyCommand({ Bucket, Policy: allowAll(Bucket, actions) }));
  await s3.send(new S3.PutBucketWebsiteCommand({ Bucket, WebsiteConfiguration }));
  for (const [Key, object] of Object.entries(objects)) {
    const given = typeof object === "string" ? { Body: object, ContentType: "text/html" } : object;
    await s3.send(new S3.PutObjectCommand({ Bucket, Key, ...given }));
  }
}

function visit(bucket: string, path: string, options: CallOptions = {}): Promise<Answer> {
  const { port } = new URL(cloud.endpoint);
  const host = `${bucket}.s3-website.localhost:${port}`;
  return send(cloud.endpoint, path, { ...options, headers: { host, ...options.headers } });
}

const documents = { IndexDocument: { Suffix: "index.html" }, ErrorDocument: { Key: "error.html" } };

test("pages, indexes of folders, the site's own page for errors", async () => {
  await site("pages", documents, {
    "index.html": "home",
    "docs/index.html": "docs",
    "error.html": "lost",
    "old.html": { Body: "x", WebsiteRedirectLocation: "/new.html" },
    "a b.txt": { Body: "blank", ContentType: "text/plain", Metadata: { k: "v" } },
  });
  expect(await visit("pages", "/")).toMatchObject({
    status: 200,
    body: "home",
    headers: { "content-type": "text/html" },
  });
  expect(await visit("pages", "/docs/")).toMatchObject({ status: 200, body: "docs" });
  const moved = await visit("pages", "/docs");
  expect(moved).toMatchObject({ status: 302, headers: { location: "/docs/", "x-amz-error-code": "Found" } });
  expect(moved.body).toContain("<h1>302 Found</h1>\n<ul>\n<li>Code: Found</li>\n<li>Message: Resource Found</li>");
  expect(await visit("pages", "/old.html")).toMatchObject({ status: 301, headers: { location: "/new.html" } });
  const blank = await visit("pages", "/a%20b.txt");
  expect(blank).toMatchObject({
    status: 200,
    body: "blank",
    headers: { "x-amz-meta-k": "v", etag: expect.any(String) },
  });
  const unchanged = await visit("pages", "/a%20b.txt", {
    headers: { "if-none-match": blank.headers["etag"] as string },
  });
  expect(unchanged).toMatchObject({ status: 304, body: "" });
  expect(await visit("pages", "/none")).toMatchObject({
    status: 404,
    body: "lost",
    headers: { "content-type": "text/html", "x-amz-error-code": "NoSuchKey", "x-amz-error-detail-key": "none" },
  });
  expect(await visit("pages", "/", { method: "HEAD" })).toMatchObject({ status: 200, body: "" });
});

test("what S3's own page tells of an error", async () => {
  await site("errors", documents);
  const lost = await visit("errors", "/none");
  expect(lost.headers["content-type"]).toBe("text/html; charset=utf-8");
  expect(lost.body.replaceAll(/(RequestId|HostId): \S+</g, "$1: ID<")).toBe(`<html>
<head><title>404 Not Found</title></head>
<body>
<h1>404 Not Found</h1>
<ul>
<li>Code: NoSuchKey</li>
<li>Message: The specified key does not exist.</li>
<li>Key: none</li>
<li>RequestId: ID</li>
<li>HostId: ID</li>
</ul>
<h3>An Error Occurred While Attempting to Retrieve a Custom Error Document</h3>
<ul>
<li>Code: NoSuchKey</li>
<li>Message: The specified key does not exist.</li>
<li>Key: error.html</li>
</ul>
<hr/>
</body>
</html>
`);
  const posted = await visit("errors", "/", { method: "POST" });
  expect(posted.status).toBe(405);
  expect(posted.body).toContain(
    "<li>Code: MethodNotAllowed</li>\n<li>Message: The specified method is not allowed against this resource.</li>\n<li>Method: POST</li>\n<li>ResourceType: OBJECT</li>",
  );
  expect((await visit("no-such-bucket", "/")).body).toContain(
    "<li>Code: NoSuchBucket</li>\n<li>Message: The specified bucket does not exist</li>\n<li>BucketName: no-such-bucket</li>",
  );
  await s3.send(new S3.CreateBucketCommand({ Bucket: "no-site" }));
  expect((await visit("no-site", "/")).body).toContain(
    "<li>Code: NoSuchWebsiteConfiguration</li>\n<li>Message: The specified bucket does not have a website configuration</li>\n<li>BucketName: no-site</li>",
  );
});

test("visitors see what everybody may read, and are told what everybody may list", async () => {
  await site("closed", { IndexDocument: { Suffix: "i" } }, { i: "x" }, []);
  expect((await visit("closed", "/")).status).toBe(403);
  await site("unlisted", { IndexDocument: { Suffix: "i" } }, { i: "x" }, ["s3:GetObject"]);
  expect((await visit("unlisted", "/")).status).toBe(200);
  expect((await visit("unlisted", "/none")).body).toContain("<li>Code: AccessDenied</li>");
  await s3.send(
    new S3.PutBucketOwnershipControlsCommand({
      Bucket: "closed",
      OwnershipControls: { Rules: [{ ObjectOwnership: "ObjectWriter" }] },
    }),
  );
  await s3.send(new S3.PutObjectAclCommand({ Bucket: "closed", Key: "i", ACL: "public-read" }));
  expect(await visit("closed", "/")).toMatchObject({ status: 200, body: "x" });
});

test("routing rules lead on by prefix, then by error", async () => {
  await site(
    "routed",
    {
      ...documents,
      RoutingRules: [
        { Condition: { KeyPrefixEquals: "old/" }, Redirect: { ReplaceKeyPrefixWith: "new/" } },
        { Condition: { KeyPrefixEquals: "one" }, Redirect: { ReplaceKeyWith: "index.html", HttpRedirectCode: "307" } },
        {
          Condition: { HttpErrorCodeReturnedEquals: "404", KeyPrefixEquals: "app/" },
          Redirect: { HostName: "elsewhere.test", Protocol: "https", ReplaceKeyPrefixWith: "" },
        },
      ],
    },
    { "index.html": "home", "app/there": "there" },
  );
  const { port } = new URL(cloud.endpoint);
  const own = `http://routed.s3-website.localhost:${port}`;
  expect(await visit("routed", "/old/a%20b?q=1")).toMatchObject({
    status: 301,
    headers: { location: `${own}/new/a%20b` },
  });
  expect(await visit("routed", "/one")).toMatchObject({ status: 307, headers: { location: `${own}/index.html` } });
  expect(await visit("routed", "/app/there")).toMatchObject({ status: 200, body: "there" });
  expect(await visit("routed", "/app/x")).toMatchObject({
    status: 301,
    headers: { location: "https://elsewhere.test/x" },
  });
});

test("a site that stands elsewhere, under the name with a region too", async () => {
  await site("moved", { RedirectAllRequestsTo: { HostName: "www.test", Protocol: "https" } });
  const answer = await visit("moved", "/a/b?c=d", { headers: { host: "moved.s3-website-eu-west-1.amazonaws.com" } });
  expect(answer).toMatchObject({ status: 301, body: "", headers: { location: "https://www.test/a/b?c=d" } });
});

test("pages of other origins read a site as far as the bucket's CORS rules let them", async () => {
  await site("shared", documents, { "index.html": "home" });
  await s3.send(
    new S3.PutBucketCorsCommand({
      Bucket: "shared",
      CORSConfiguration: { CORSRules: [{ AllowedOrigins: ["https://a.test"], AllowedMethods: ["GET"] }] },
    }),
  );
  const answer = await visit("shared", "/", { headers: { origin: "https://a.test" } });
  expect(answer).toMatchObject({ status: 200, headers: { "access-control-allow-origin": "https://a.test" } });
});

// Source: S3's answers as its users report them.
test.each<[string, S3.WebsiteConfiguration, string]>([
  [
    "a redirection of all beside documents",
    { ...documents, RedirectAllRequestsTo: { HostName: "x" } },
    "InvalidRequest: RedirectAllRequestsTo cannot be provided in conjunction with other Routing Rules.",
  ],
  [
    "an error document without a name",
    { ...documents, ErrorDocument: { Key: "" } },
    "InvalidArgument: The ErrorDocument Key is not well formed",
  ],
  [
    "a protocol that is none",
    { ...documents, RoutingRules: [{ Redirect: { Protocol: "ftp" as "http" } }] },
    "InvalidRequest: Invalid protocol, protocol can be http or https. If not defined the protocol will be selected automatically.",
  ],
  [
    "a redirection that is none",
    { ...documents, RoutingRules: [{ Redirect: { HttpRedirectCode: "200", ReplaceKeyWith: "x" } }] },
    "InvalidRequest: The provided HTTP redirect code (200) is not valid. Valid codes are 3XX except 300.",
  ],
  [
    "an error that is none",
    {
      ...documents,
      RoutingRules: [{ Condition: { HttpErrorCodeReturnedEquals: "200" }, Redirect: { ReplaceKeyWith: "x" } }],
    },
    "InvalidRequest: The provided HTTP error code (200) is not valid. Valid codes are 4XX or 5XX.",
  ],
  [
    "an empty condition",
    { ...documents, RoutingRules: [{ Condition: {}, Redirect: { ReplaceKeyWith: "x" } }] },
    "InvalidRequest: Condition cannot be empty. To redirect all requests without a condition, the condition element shouldn't be present.",
  ],
])("refused: %s", async (_, WebsiteConfiguration, expected) => {
  await s3.send(new S3.CreateBucketCommand({ Bucket: "refused" })).catch(() => undefined);
  expect(await refusalOf(s3, new S3.PutBucketWebsiteCommand({ Bucket: "refused", WebsiteConfiguration }))).toBe(
    expected,
  );
});
