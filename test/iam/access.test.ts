/** Passwords, access advisor and tokens for others. Source: the API references of IAM and STS where nothing else is said. */
import { createPublicKey, verify } from "node:crypto";
import * as Iam from "@aws-sdk/client-iam";
import {
  AssumeRoleCommand,
  AssumeRootCommand,
  GetCallerIdentityCommand,
  GetWebIdentityTokenCommand,
  STSClient,
} from "@aws-sdk/client-sts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestCloud, type TestCloud } from "../support/cloud.ts";
import { refusalOf } from "../support/refusal.ts";

let cloud: TestCloud;
let iam: Iam.IAMClient;
let sts: STSClient;

beforeAll(async () => {
  cloud = await startTestCloud();
  iam = new Iam.IAMClient(cloud.clientConfig);
  sts = new STSClient(cloud.clientConfig);
});
afterAll(() => cloud.stop());

test("users change their own passwords, knowing the old one", async () => {
  const UserName = "changer";
  await iam.send(new Iam.CreateUserCommand({ UserName }));
  expect(await refusalOf(iam, new Iam.CreateLoginProfileCommand({ UserName, Password: "tooweak" }))).toBe(
    "PasswordPolicyViolationException: Password does not conform to the account password policy.",
  );
  await iam.send(new Iam.CreateLoginProfileCommand({ UserName, Password: "Old-Password" }));
  const change = (OldPassword: string, NewPassword: string) =>
    new Iam.ChangePasswordCommand({ OldPassword, NewPassword });
  expect(await refusalOf(iam, change("Old-Password", "New-Password"))).toBe(
    "InvalidUserTypeException: Only IAM Users can change their own password.",
  );
  const { AccessKey } = await iam.send(new Iam.CreateAccessKeyCommand({ UserName }));
  const credentials = {
    accessKeyId: AccessKey?.AccessKeyId ?? "",
    secretAccessKey: AccessKey?.SecretAccessKey ?? "",
  };
  const own = new Iam.IAMClient({ ...cloud.clientConfig, credentials });
  expect(await refusalOf(own, change("Other-Password", "New-Password"))).toBe(
    "AccessDenied: The old password was incorrect.",
  );
  await iam.send(new Iam.UpdateAccountPasswordPolicyCommand({ MinimumPasswordLength: 8, RequireNumbers: true }));
  expect(await refusalOf(own, change("Old-Password", "New-Password"))).toMatch(/^PasswordPolicyViolationException: /);
  await own.send(change("Old-Password", "New-Password-1"));
  await own.send(change("New-Password-1", "New-Password-2"));
});

const allowing = (...Action: string[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action, Resource: "*" }] });

test("access advisor tells which services a user and its groups allow, and by which policies", async () => {
  const [UserName, GroupName] = ["advised", "advising"];
  await iam.send(new Iam.CreateUserCommand({ UserName }));
  const { Group } = await iam.send(new Iam.CreateGroupCommand({ GroupName }));
  await iam.send(new Iam.AddUserToGroupCommand({ UserName, GroupName }));
  await iam.send(
    new Iam.PutGroupPolicyCommand({ GroupName, PolicyName: "inline", PolicyDocument: allowing("s3:Get*", "sqs:*") }),
  );
  const { Policy } = await iam.send(
    new Iam.CreatePolicyCommand({ PolicyName: "managed", PolicyDocument: allowing("s3:PutObject") }),
  );
  await iam.send(new Iam.AttachUserPolicyCommand({ UserName, PolicyArn: Policy?.Arn }));
  const Arn = "arn:aws:iam::000000000000:user/advised";
  const granting = await iam.send(
    new Iam.ListPoliciesGrantingServiceAccessCommand({ Arn, ServiceNamespaces: ["s3", "sqs", "lambda"] }),
  );
  const inline = { PolicyName: "inline", PolicyType: "INLINE", EntityType: "GROUP", EntityName: GroupName };
  expect(granting.PoliciesGrantingServiceAccess).toEqual([
    {
      ServiceNamespace: "s3",
      Policies: [{ PolicyName: "managed", PolicyType: "MANAGED", PolicyArn: Policy?.Arn }, inline],
    },
    { ServiceNamespace: "sqs", Policies: [inline] },
    { ServiceNamespace: "lambda", Policies: [] },
  ]);
  const { JobId } = await iam.send(new Iam.GenerateServiceLastAccessedDetailsCommand({ Arn }));
  const details = await iam.send(new Iam.GetServiceLastAccessedDetailsCommand({ JobId }));
  expect(details).toMatchObject({ JobStatus: "COMPLETED", JobType: "SERVICE_LEVEL", IsTruncated: false });
  expect(details.ServicesLastAccessed).toEqual([
    { ServiceName: "Amazon S3", ServiceNamespace: "s3", TotalAuthenticatedEntities: 0 },
    { ServiceName: "Amazon SQS", ServiceNamespace: "sqs", TotalAuthenticatedEntities: 0 },
  ]);
  expect(Group?.Arn).toBe("arn:aws:iam::000000000000:group/advising");
});

test("what keys, roles and services were last used for is told", async () => {
  const UserName = "busy";
  await iam.send(new Iam.CreateUserCommand({ UserName }));
  await iam.send(
    new Iam.PutUserPolicyCommand({ UserName, PolicyName: "p", PolicyDocument: allowing("sts:*", "s3:*") }),
  );
  const { AccessKey } = await iam.send(new Iam.CreateAccessKeyCommand({ UserName }));
  const { AccessKeyId = "", SecretAccessKey = "" } = AccessKey ?? {};
  const unused = await iam.send(new Iam.GetAccessKeyLastUsedCommand({ AccessKeyId }));
  expect(unused.AccessKeyLastUsed).toEqual({ ServiceName: "N/A", Region: "N/A" });
  const trust = {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { AWS: "*" }, Action: "sts:AssumeRole" }],
  };
  const { Role } = await iam.send(
    new Iam.CreateRoleCommand({ RoleName: "busy-role", AssumeRolePolicyDocument: JSON.stringify(trust) }),
  );
  const credentials = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey };
  const asUser = new STSClient({ ...cloud.clientConfig, region: "eu-west-1", credentials });
  const assumed = await asUser.send(new AssumeRoleCommand({ RoleArn: Role?.Arn, RoleSessionName: "session" }));
  const used = await iam.send(new Iam.GetAccessKeyLastUsedCommand({ AccessKeyId }));
  expect(used).toMatchObject({
    UserName,
    AccessKeyLastUsed: { ServiceName: "sts", Region: "eu-west-1", LastUsedDate: expect.any(Date) },
  });
  expect((await iam.send(new Iam.GetRoleCommand({ RoleName: "busy-role" }))).Role?.RoleLastUsed).toEqual({});
  const { Credentials: session } = assumed;
  const asRole = new STSClient({
    ...cloud.clientConfig,
    region: "us-west-2",
    credentials: {
      accessKeyId: session?.AccessKeyId ?? "",
      secretAccessKey: session?.SecretAccessKey ?? "",
      sessionToken: session?.SessionToken ?? "",
    },
  });
  await asRole.send(new GetCallerIdentityCommand({}));
  expect((await iam.send(new Iam.GetRoleCommand({ RoleName: "busy-role" }))).Role?.RoleLastUsed).toEqual({
    LastUsedDate: expect.any(Date),
    Region: "us-west-2",
  });
  const Arn = "arn:aws:iam::000000000000:user/busy";
  const { JobId } = await iam.send(new Iam.GenerateServiceLastAccessedDetailsCommand({ Arn }));
  const { ServicesLastAccessed } = await iam.send(new Iam.GetServiceLastAccessedDetailsCommand({ JobId }));
  expect(ServicesLastAccessed).toMatchObject([
    { ServiceNamespace: "s3", TotalAuthenticatedEntities: 0 },
    { ServiceNamespace: "sts", TotalAuthenticatedEntities: 1, LastAuthenticatedEntity: Arn },
  ]);
  const entities = await iam.send(
    new Iam.GetServiceLastAccessedDetailsWithEntitiesCommand({ JobId, ServiceNamespace: "sts" }),
  );
  expect(entities.EntityDetailsList).toMatchObject([
    { EntityInfo: { Arn, Name: UserName, Type: "USER" }, LastAuthenticated: expect.any(Date) },
  ]);
});

test("STS gives out tokens for others once the account allows it", async () => {
  const ask = new GetWebIdentityTokenCommand({
    Audience: ["https://api.example.com"],
    SigningAlgorithm: "ES384",
    DurationSeconds: 60,
    Tags: [{ Key: "team", Value: "a" }],
  });
  expect(await refusalOf(sts, ask)).toMatch(/^OutboundWebIdentityFederationDisabledException: /);
  const { IssuerIdentifier } = await iam.send(new Iam.EnableOutboundWebIdentityFederationCommand({}));
  const info = await iam.send(new Iam.GetOutboundWebIdentityFederationInfoCommand({}));
  expect(info).toMatchObject({ IssuerIdentifier, JwtVendingEnabled: true });
  const { WebIdentityToken = "" } = await sts.send(ask);
  const [head, body = "", signature = ""] = WebIdentityToken.split(".");
  expect(JSON.parse(Buffer.from(body, "base64url").toString())).toMatchObject({
    iss: IssuerIdentifier,
    aud: "https://api.example.com",
    sub: "arn:aws:iam::000000000000:root",
    "https://sts.amazonaws.com/": { aws_account: "000000000000", request_tags: { team: "a" } },
  });
  const pem = cloud.cloud.store.get<string>(["sts-token-key", "000000000000", "ES384"]) ?? "";
  const key = { key: createPublicKey(pem), dsaEncoding: "ieee-p1363" } as const;
  expect(verify("sha384", Buffer.from(`${head}.${body}`), key, Buffer.from(signature, "base64url"))).toBe(true);
  await iam.send(new Iam.DisableOutboundWebIdentityFederationCommand({}));
  expect(await refusalOf(sts, ask)).toMatch(/^OutboundWebIdentityFederationDisabledException: /);
});

test("the root of another account cannot be assumed without an organization", async () => {
  const TaskPolicyArn = { arn: "arn:aws:iam::aws:policy/root-task/IAMAuditRootUserCredentials" };
  expect(await refusalOf(sts, new AssumeRootCommand({ TargetPrincipal: "111111111111", TaskPolicyArn }))).toBe(
    "AccessDenied: User: arn:aws:iam::000000000000:root is not authorized to perform: sts:AssumeRoot on resource: arn:aws:iam::111111111111:root",
  );
});
