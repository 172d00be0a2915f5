import {
  AssumeRoleCommand,
  AssumeRoleWithSAMLCommand,
  AssumeRoleWithWebIdentityCommand,
  type Credentials,
  DecodeAuthorizationMessageCommand,
  GetAccessKeyInfoCommand,
  GetCallerIdentityCommand,
  GetFederationTokenCommand,
  GetSessionTokenCommand,
  STSClient,
} from "@aws-sdk/client-sts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestCloud, type TestCloud } from "../support/cloud.ts";

const ACCOUNT = "111111111111";
const ROLE_ARN = `arn:aws:iam::${ACCOUNT}:role/team/deployer`;
const TRUST = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { AWS: ACCOUNT }, Action: "sts:AssumeRole" }],
});

let cloud: TestCloud;
let sts: STSClient;

beforeAll(async () => {
  cloud = await startTestCloud();
  sts = new STSClient(cloud.configFor({ account: ACCOUNT }));
  const role = { RoleName: "deployer", Path: "/team/", AssumeRolePolicyDocument: TRUST };
  await cloud.cloud.call("iam", "CreateRole", role, { account: ACCOUNT });
});
afterAll(() => cloud.stop());

/** A client with the credentials that a call gave. */
function clientWith({ Credentials }: { Credentials?: Credentials | undefined }) {
  const credentials = {
    accessKeyId: Credentials?.AccessKeyId ?? "",
    secretAccessKey: Credentials?.SecretAccessKey ?? "",
    sessionToken: Credentials?.SessionToken ?? "",
  };
  return new STSClient({ ...cloud.clientConfig, credentials });
}

const identity = async (client: STSClient) => {
  const { Account, Arn, UserId } = await client.send(new GetCallerIdentityCommand({}));
  return { Account, Arn, UserId };
};

test("the caller is the root of the account that its key names", async () => {
  expect(await identity(sts)).toEqual({ Account: ACCOUNT, Arn: `arn:aws:iam::${ACCOUNT}:root`, UserId: ACCOUNT });
});

test("any other key is the default account's root", async () => {
  const client = new STSClient({
    ...cloud.clientConfig,
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  });
  expect(await identity(client)).toMatchObject({ Account: "000000000000", Arn: "arn:aws:iam::000000000000:root" });
});

test("an assumed role is who its credentials say", async () => {
  const answer = await sts.send(new AssumeRoleCommand({ RoleArn: ROLE_ARN, RoleSessionName: "ci" }));
  const { AssumedRoleUser, Credentials, PackedPolicySize } = answer;
  expect(AssumedRoleUser?.Arn).toBe(`arn:aws:sts::${ACCOUNT}:assumed-role/deployer/ci`);
  expect(AssumedRoleUser?.AssumedRoleId).toMatch(/^AROA[A-Z0-9]{17}:ci$/);
  expect(Credentials?.AccessKeyId).toMatch(/^ASIA[A-Z2-7]{16}$/);
  expect(Credentials?.Expiration?.getTime()).toBeGreaterThan(Date.now() + 3_590_000);
  expect(PackedPolicySize).toBeUndefined();
  expect(await identity(clientWith(answer))).toEqual({
    Account: ACCOUNT,
    Arn: AssumedRoleUser?.Arn,
    UserId: AssumedRoleUser?.AssumedRoleId,
  });
});

const assume = { RoleArn: ROLE_ARN, RoleSessionName: "session" };
test.each([
  // Source: AWS, recorded (STS AssumeRole)
  [
    { ...assume, RoleArn: "arn:a:::something/test-role" },
    "ValidationError",
    400,
    "arn:a:::something/test-role is invalid",
  ],
  [
    { ...assume, RoleArn: "arn::b:::something/test-role" },
    "ValidationError",
    400,
    "arn::b:::something/test-role is invalid",
  ],
  [
    { ...assume, RoleSessionName: "Session1:2" },
    "ValidationError",
    400,
    "1 validation error detected: Value 'Session1:2' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*",
  ],
  [
    { ...assume, Tags: [{ Key: "a", Value: "1" }], TransitiveTagKeys: ["b"] },
    "InvalidParameterValue",
    400,
    "The specified transitive tag key must be included in the requested tags.",
  ],
  // Source: AWS's documentation of AssumeRole and its users' reports
  [
    { ...assume, DurationSeconds: 43_200 },
    "ValidationError",
    400,
    "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
  ],
  [
    { ...assume, RoleArn: `arn:aws:iam::${ACCOUNT}:role/absent` },
    "AccessDenied",
    403,
    `User: arn:aws:iam::${ACCOUNT}:root is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::${ACCOUNT}:role/absent`,
  ],
  [{ ...assume, Policy: "{" }, "MalformedPolicyDocument", 400, "This policy contains invalid Json"],
])("AssumeRole refuses %j", async (input, code, status, message) => {
  const error = await sts.send(new AssumeRoleCommand(input)).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ message, $metadata: { httpStatusCode: status } });
  expect([code, `${code}Exception`]).toContain((error as Error).name);
});

test("a transitive tag cannot be set again down the chain, in whatever case", async () => {
  const first = await sts.send(
    new AssumeRoleCommand({ ...assume, Tags: [{ Key: "Team", Value: "x" }], TransitiveTagKeys: ["Team"] }),
  );
  expect(first.PackedPolicySize).toBe(1);
  const second = clientWith(first).send(new AssumeRoleCommand({ ...assume, Tags: [{ Key: "TEAM", Value: "y" }] }));
  // Source: AWS, recorded (STS role chaining)
  await expect(second).rejects.toThrow(
    "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.",
  );
});

test("a role is assumed by those whom its trust policy names, on its conditions", async () => {
  const call = async (operation: string, input: object) =>
    cloud.cloud.call("iam", operation, input, { account: ACCOUNT }) as Promise<Record<string, never>>;
  await call("CreateUser", { UserName: "alice" });
  const { AccessKey } = await call("CreateAccessKey", { UserName: "alice" });
  const { AccessKeyId = "", SecretAccessKey = "" } = AccessKey as unknown as Record<string, string>;
  const alice = new STSClient({
    ...cloud.clientConfig,
    credentials: { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey },
  });
  const trust = (AWS: string) =>
    JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { AWS },
          Action: "sts:AssumeRole",
          Condition: { StringEquals: { "sts:ExternalId": "secret" } },
        },
      ],
    });
  const user = `arn:aws:iam::${ACCOUNT}:user/alice`;
  await call("CreateRole", { RoleName: "trusting", AssumeRolePolicyDocument: trust(user) });
  await call("CreateRole", { RoleName: "distrusting", AssumeRolePolicyDocument: trust("222222222222") });
  const ask = (name: string, ExternalId?: string) =>
    alice.send(
      new AssumeRoleCommand({
        RoleArn: `arn:aws:iam::${ACCOUNT}:role/${name}`,
        RoleSessionName: "session",
        ...(ExternalId !== undefined && { ExternalId }),
      }),
    );
  expect((await ask("trusting", "secret")).AssumedRoleUser?.Arn).toBe(
    `arn:aws:sts::${ACCOUNT}:assumed-role/trusting/session`,
  );
  for (const refused of [ask("trusting"), ask("distrusting", "secret")])
    await expect(refused).rejects.toThrow(
      /^User: arn:aws:iam::1{12}:user\/alice is not authorized to perform: sts:AssumeRole/,
    );
});

test("a session token stands for its caller, and cannot beget another", async () => {
  const session = clientWith(await sts.send(new GetSessionTokenCommand({})));
  expect(await identity(session)).toMatchObject({ Arn: `arn:aws:iam::${ACCOUNT}:root` });
  await expect(session.send(new GetSessionTokenCommand({}))).rejects.toThrow(
    "Cannot call GetSessionToken with session credentials",
  );
});

test("a federated user", async () => {
  const answer = await sts.send(new GetFederationTokenCommand({ Name: "bob" }));
  // Source: AWS, recorded (STS GetFederationToken)
  expect(answer.FederatedUser).toEqual({
    Arn: `arn:aws:sts::${ACCOUNT}:federated-user/bob`,
    FederatedUserId: `${ACCOUNT}:bob`,
  });
  expect(answer.PackedPolicySize).toBe(0);
  expect(await identity(clientWith(answer))).toMatchObject({ UserId: `${ACCOUNT}:bob` });
});

test("an access key tells its account", async () => {
  const { Credentials } = await sts.send(new GetSessionTokenCommand({}));
  const known = await sts.send(new GetAccessKeyInfoCommand({ AccessKeyId: Credentials?.AccessKeyId }));
  expect(known.Account).toBe(ACCOUNT);
  // A key of another cloud has the account's number in it: this one was made for 111111111111 and then reset away.
  cloud.cloud.store.delete(["sts-session", Credentials?.AccessKeyId ?? ""]);
  const read = await sts.send(new GetAccessKeyInfoCommand({ AccessKeyId: Credentials?.AccessKeyId }));
  expect(read.Account).toBe(ACCOUNT);
});

test("credentials expire with the cloud's time", async () => {
  const session = clientWith(await sts.send(new AssumeRoleCommand({ ...assume, DurationSeconds: 900 })));
  await identity(session);
  await cloud.cloud.clock.advance(901_000);
  await expect(identity(session)).rejects.toMatchObject({
    message: "The security token included in the request is expired",
    $metadata: { httpStatusCode: 403 },
  });
});

test("a web identity", async () => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const token = (exp: number) =>
    `${part({ alg: "none" })}.${part({ sub: "me", iss: "https://issuer.example", aud: "app", exp })}.sig`;
  const input = { RoleArn: ROLE_ARN, RoleSessionName: "web" };
  const later = Math.floor(cloud.cloud.clock.now() / 1000) + 60;
  const answer = await sts.send(new AssumeRoleWithWebIdentityCommand({ ...input, WebIdentityToken: token(later) }));
  expect(answer).toMatchObject({ SubjectFromWebIdentityToken: "me", Audience: "app", Provider: "issuer.example" });
  await expect(
    sts.send(new AssumeRoleWithWebIdentityCommand({ ...input, WebIdentityToken: token(1000) })),
  ).rejects.toMatchObject({ name: "ExpiredTokenException" });
});

test("no message can be decoded", async () => {
  await expect(sts.send(new DecodeAuthorizationMessageCommand({ EncodedMessage: "x" }))).rejects.toMatchObject({
    name: "InvalidAuthorizationMessageException",
  });
});

test("a SAML assertion", async () => {
  const assertion = `<p:Response xmlns:p="p" xmlns="a"><Assertion><Issuer>https://idp.example</Issuer><Subject>
    <NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent">me&amp;you</NameID>
    <SubjectConfirmation><SubjectConfirmationData Recipient="https://signin.aws.amazon.com/saml"/></SubjectConfirmation>
    </Subject><AttributeStatement><Attribute Name="https://aws.amazon.com/SAML/Attributes/RoleSessionName">
    <AttributeValue>bob</AttributeValue></Attribute></AttributeStatement></Assertion></p:Response>`;
  const input = {
    RoleArn: ROLE_ARN,
    PrincipalArn: `arn:aws:iam::${ACCOUNT}:saml-provider/idp`,
    SAMLAssertion: Buffer.from(assertion).toString("base64"),
  };
  expect(await sts.send(new AssumeRoleWithSAMLCommand(input))).toMatchObject({
    AssumedRoleUser: { Arn: `arn:aws:sts::${ACCOUNT}:assumed-role/deployer/bob` },
    Audience: "https://signin.aws.amazon.com/saml",
    Issuer: "https://idp.example",
    Subject: "me&you",
    SubjectType: "persistent",
  });
  const nonsense = { ...input, SAMLAssertion: "nonsense" };
  await expect(sts.send(new AssumeRoleWithSAMLCommand(nonsense))).rejects.toThrow("Invalid base64 SAMLResponse");
});
