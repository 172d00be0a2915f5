/** Forms that upload. Source: S3's guide to browser-based uploads; refusals recorded on AWS. */
import { createHmac } from "node:crypto";
import * as Iam from "@aws-sdk/client-iam";
import { AddPermissionCommand, GetFunctionConfigurationCommand } from "@aws-sdk/client-lambda";
import * as S3 from "@aws-sdk/client-s3";
import { afterAll, beforeAll, expect, test } from "vitest";
import { RestApis, send } from "../api-gateway/support.ts";
import { startTestCloud, type TestCloud } from "../support/cloud.ts";

let cloud: TestCloud;
let s3: S3.S3Client;
const Bucket = "forms";
const hour = 3_600_000;

beforeAll(async () => {
  cloud = await startTestCloud();
  s3 = new S3.S3Client(cloud.clientConfig);
  await s3.send(new S3.CreateBucketCommand({ Bucket }));
});
afterAll(() => cloud.stop());

const scope = "20260101/us-east-1/s3/aws4_request";

/** The fields of a form with a signed policy, as an SDK makes them. */
function signed(
  conditions: readonly unknown[],
  more: Record<string, string>,
  keys = { id: "test", secret: "test" },
  until = hour,
) {
  const own = {
    "x-amz-algorithm": "AWS4-HMAC-SHA256",
    "x-amz-credential": `${keys.id}/${scope}`,
    "x-amz-date": "20260101T000000Z",
  };
  const policy = Buffer.from(
    JSON.stringify({
      expiration: new Date(Date.now() + until).toISOString(),
      conditions: [
        { bucket: Bucket },
        ...Object.entries(own).map(([name, value]) => ({ [name]: value })),
        ...conditions,
      ],
    }),
  ).toString("base64");
  const key = scope
    .split("/")
    .reduce<string | Buffer>(
      (secret, part) => createHmac("sha256", secret).update(part).digest(),
      `AWS4${keys.secret}`,
    );
  return { ...more, ...own, policy, "x-amz-signature": createHmac("sha256", key).update(policy).digest("hex") };
}

function post(fields: Record<string, string>, file = "hello") {
  const parts = Object.entries(fields).map(
    ([name, value]) => `--B\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const upload = `--B\r\nContent-Disposition: form-data; name="file"; filename="f.txt"\r\nContent-Type: text/plain\r\n\r\n${file}\r\n--B--\r\n`;
  return send(cloud.endpoint, `/${Bucket}`, {
    method: "POST",
    headers: { "content-type": "multipart/form-data; boundary=B" },
    body: parts.join("") + upload,
  });
}

test("a form puts an object, and tells or leads on as it asks", async () => {
  const free = [["starts-with", "$key", ""], { "x-amz-meta-a": "1" }];
  const made = await post(signed(free, { key: "up/${filename}", "x-amz-meta-a": "1" }));
  expect(made).toMatchObject({ status: 204, headers: { etag: '"5d41402abc4b2a76b9719d911017c592"' } });
  const got = await s3.send(new S3.GetObjectCommand({ Bucket, Key: "up/f.txt" }));
  expect(await got.Body?.transformToString()).toBe("hello");
  expect(got.Metadata).toEqual({ a: "1" });
  const told = await post(
    signed([{ key: "k" }, { success_action_status: "201" }], { key: "k", success_action_status: "201" }),
  );
  expect(told.status).toBe(201);
  expect(told.body).toContain("<Bucket>forms</Bucket><Key>k</Key>");
  const success_action_redirect = "http://localhost/done";
  const led = await post(signed([{ key: "k" }, { success_action_redirect }], { key: "k", success_action_redirect }));
  expect(led.status).toBe(303);
  expect(led.headers["location"]).toMatch(/^http:\/\/localhost\/done\?bucket=forms&key=k&etag=/);
});

// Source: S3's reference of POST Object (the field `tagging`) and of its event types (`ObjectCreated:Post`).
test("a form brings tags; functions are told of it under its own name", async () => {
  const apis = new RestApis(cloud);
  await apis.fn("told", "exports.handler = async ({ Records: [record] }) => console.log('event=' + record.eventName);");
  const { FunctionArn } = await apis.lambda
    .send(
      new AddPermissionCommand({
        FunctionName: "told",
        StatementId: "bucket",
        Action: "lambda:InvokeFunction",
        Principal: "s3.amazonaws.com",
      }),
    )
    .then(() => apis.lambda.send(new GetFunctionConfigurationCommand({ FunctionName: "told" })));
  await s3.send(
    new S3.PutBucketNotificationConfigurationCommand({
      Bucket,
      NotificationConfiguration: {
        LambdaFunctionConfigurations: [{ LambdaFunctionArn: FunctionArn, Events: ["s3:ObjectCreated:Post"] }],
      },
    }),
  );
  const document = (value: string) =>
    `<Tagging><TagSet><Tag><Key>a b</Key><Value>${value}</Value></Tag></TagSet></Tagging>`;
  const tagged = (tagging: string) => post(signed([{ key: "tagged" }, { tagging }], { key: "tagged", tagging }));
  expect((await tagged(document("1"))).status).toBe(204);
  const { TagSet } = await s3.send(new S3.GetObjectTaggingCommand({ Bucket, Key: "tagged" }));
  expect(TagSet).toEqual([{ Key: "a b", Value: "1" }]);
  expect((await tagged("none")).body).toContain("<Code>MalformedXML</Code>");
  const events = async () => {
    const input = { logGroupName: "/aws/lambda/told", filterPattern: '"event="' };
    const answer = cloud.cloud.call("cloudwatch-logs", "FilterLogEvents", input).catch(() => ({ events: [] }));
    return ((await answer)["events"] as { message: string }[]).map(({ message }) => /event=(\S+)/.exec(message)?.[1]);
  };
  await expect.poll(events, { timeout: 20_000 }).toEqual(["ObjectCreated:Post"]);
  apis.close();
});

test.each<[string, () => Record<string, string>, string, string]>([
  ["no policy", () => ({ key: "k" }), "AccessDenied", "Access Denied"],
  [
    "an old policy",
    () => signed([{ key: "k" }], { key: "k" }, undefined, -hour),
    "AccessDenied",
    "Invalid according to Policy: Policy expired.",
  ],
  [
    "no signature",
    () => {
      const { "x-amz-signature": _gone, ...rest } = signed([{ key: "k" }], { key: "k" });
      return rest;
    },
    "InvalidArgument",
    "Bucket POST must contain a field named &apos;X-Amz-Signature&apos;.  If it is specified, please check the order of the fields.",
  ],
  [
    "sizes that are none",
    () => signed([{ key: "k" }, ["content-length-range", "test", 10]], { key: "k" }),
    "AccessDenied",
    "Invalid according to Policy: Policy Condition failed: [&quot;content-length-range&quot;, &quot;test&quot;, &quot;10&quot;]",
  ],
  [
    "a condition on no field",
    () => signed([{ key: "k" }, ["eq", "success_action_redirect", "http://localhost.test/random"]], { key: "k" }),
    "AccessDenied",
    "Invalid according to Policy: Policy Condition failed: [&quot;eq&quot;, &quot;success_action_redirect&quot;, &quot;http://localhost.test/random&quot;]",
  ],
  [
    "a field too many",
    () => signed([{ key: "k" }], { key: "k", acl: "private" }),
    "AccessDenied",
    "Invalid according to Policy: Extra input fields: acl",
  ],
  [
    "too much",
    () => signed([{ key: "k" }, ["content-length-range", 0, 4]], { key: "k" }),
    "EntityTooLarge",
    "Your proposed upload exceeds the maximum allowed size",
  ],
])("refuses: %s", async (_, fields, code, message) => {
  const { body } = await post(fields());
  const text = (name: string) => new RegExp(`<${name}>(.*?)</${name}>`).exec(body)?.[1];
  const plain = (one: string | undefined) => one?.replaceAll("&quot;", '"').replaceAll("&apos;", "'");
  expect([text("Code"), plain(text("Message"))]).toEqual([code, plain(message)]);
});

test("a signature with another secret is refused", async () => {
  const iam = new Iam.IAMClient(cloud.clientConfig);
  await iam.send(new Iam.CreateUserCommand({ UserName: "u" }));
  const { AccessKey } = await iam.send(new Iam.CreateAccessKeyCommand({ UserName: "u" }));
  const id = AccessKey?.AccessKeyId ?? "";
  const secret = AccessKey?.SecretAccessKey ?? "";
  expect((await post(signed([{ key: "k" }], { key: "k" }, { id, secret }))).status).toBe(204);
  expect((await post(signed([{ key: "k" }], { key: "k" }, { id, secret: "guessed" }))).body).toContain(
    "SignatureDoesNotMatch",
  );
});

// Source: S3's answer, as its users report it.
test("what is no form is not taken for one", async () => {
  const refused = await send(cloud.endpoint, `/${Bucket}`, { method: "POST", body: "x" });
  expect(refused.status).toBe(412);
  expect(refused.body).toContain(
    "<Condition>Bucket POST must be of the enclosure-type multipart/form-data</Condition>",
  );
});
