/** Roles, users, groups, policies: life and refusals, through the SDK. Sentences: AWS, recorded, where said. */
import * as Iam from "@aws-sdk/client-iam";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestCloud, type TestCloud } from "../support/cloud.ts";
import { type AnyCommand, refusalOf } from "../support/refusal.ts";

let cloud: TestCloud;
let iam: Iam.IAMClient;

const TRUST = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
});
const policy = (statement: object) => JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
const READ = policy({ Effect: "Allow", Action: "s3:GetObject", Resource: "*" });
const LOGGING = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";

beforeAll(async () => {
  cloud = await startTestCloud();
  iam = new Iam.IAMClient(cloud.clientConfig);
  await iam.send(new Iam.CreateRoleCommand({ RoleName: "kept", AssumeRolePolicyDocument: TRUST }));
});
afterAll(() => cloud.stop());

const refusal = (command: AnyCommand) => refusalOf(iam, command);

test("a role tells more the closer one looks", async () => {
  const created = await iam.send(
    new Iam.CreateRoleCommand({
      RoleName: "r1",
      Path: "/team/",
      AssumeRolePolicyDocument: TRUST,
      Tags: [{ Key: "a", Value: "b" }],
    }),
  );
  expect(created.Role).toMatchObject({ Arn: "arn:aws:iam::000000000000:role/team/r1", Path: "/team/" });
  // Source: AWS, recorded: CreateRole does not tell the session duration, ListRoles neither tags nor last use.
  expect(created.Role).not.toHaveProperty("MaxSessionDuration");
  const { Role } = await iam.send(new Iam.GetRoleCommand({ RoleName: "r1" }));
  expect(Role).toMatchObject({ MaxSessionDuration: 3600, RoleLastUsed: {}, Tags: [{ Key: "a", Value: "b" }] });
  expect(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? "")).toBe(TRUST);
  const { Roles, IsTruncated } = await iam.send(new Iam.ListRolesCommand({ PathPrefix: "/team/" }));
  expect(IsTruncated).toBe(false);
  expect(Roles).toHaveLength(1);
  expect(Roles?.[0]).not.toHaveProperty("Tags");
  await iam.send(new Iam.DeleteRoleCommand({ RoleName: "r1" }));
});

test.each<[string, AnyCommand, string]>([
  [
    "unknown role",
    new Iam.GetRoleCommand({ RoleName: "nope" }),
    "NoSuchEntityException: The role with name nope cannot be found.",
  ],
  [
    "same name in another letter case",
    new Iam.CreateRoleCommand({ RoleName: "KEPT", AssumeRolePolicyDocument: TRUST }),
    "EntityAlreadyExistsException: Role with name KEPT already exists.",
  ],
  [
    "trust policy that is no JSON (recorded)",
    new Iam.CreateRoleCommand({ RoleName: "x", AssumeRolePolicyDocument: "{" }),
    "MalformedPolicyDocumentException: This policy contains invalid Json",
  ],
  [
    "trust policy with a resource",
    new Iam.CreateRoleCommand({
      RoleName: "x",
      AssumeRolePolicyDocument: policy({ Effect: "Allow", Principal: "*", Action: "sts:AssumeRole", Resource: "*" }),
    }),
    "MalformedPolicyDocumentException: Has prohibited field Resource",
  ],
  [
    "trust policy for a role that is not there",
    new Iam.CreateRoleCommand({
      RoleName: "x",
      AssumeRolePolicyDocument: policy({
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::000000000000:role/gone" },
        Action: "sts:AssumeRole",
      }),
    }),
    'MalformedPolicyDocumentException: Invalid principal in policy: "AWS":"arn:aws:iam::000000000000:role/gone"',
  ],
  [
    "trust policy with another service's action",
    new Iam.CreateRoleCommand({
      RoleName: "x",
      AssumeRolePolicyDocument: policy({ Effect: "Allow", Principal: "*", Action: "s3:GetObject" }),
    }),
    "MalformedPolicyDocumentException: AssumeRole policy may only specify STS AssumeRole actions.",
  ],
  [
    "a name instead of an ARN (recorded)",
    new Iam.AttachRolePolicyCommand({ RoleName: "kept", PolicyArn: "AWSLambdaBasicExecutionRole" }),
    "ValidationError: Invalid ARN:  Could not be parsed!",
  ],
  [
    "an unknown policy (recorded)",
    new Iam.AttachRolePolicyCommand({ RoleName: "kept", PolicyArn: "arn:aws:iam::000000000000:policy/none" }),
    "NoSuchEntityException: Policy arn:aws:iam::000000000000:policy/none does not exist or is not attachable.",
  ],
  [
    "deleting an unknown policy (recorded)",
    new Iam.DeletePolicyCommand({ PolicyArn: "arn:aws:iam::000000000000:policy/none" }),
    "NoSuchEntityException: Policy arn:aws:iam::000000000000:policy/none was not found.",
  ],
  [
    "unknown inline policy",
    new Iam.GetRolePolicyCommand({ RoleName: "kept", PolicyName: "none" }),
    "NoSuchEntityException: The role policy with name none cannot be found.",
  ],
  [
    "a principal in an identity policy",
    new Iam.CreatePolicyCommand({
      PolicyName: "x",
      PolicyDocument: policy({ Effect: "Allow", Principal: "*", Action: "s3:*", Resource: "*" }),
    }),
    "MalformedPolicyDocumentException: Policy document should not specify a principal.",
  ],
  [
    "no version",
    new Iam.CreatePolicyCommand({
      PolicyName: "x",
      PolicyDocument: '{"Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}',
    }),
    "MalformedPolicyDocumentException: Policy document must be version 2012-10-17 or greater.",
  ],
  [
    "no effect",
    new Iam.CreatePolicyCommand({ PolicyName: "x", PolicyDocument: policy({ Action: "s3:*", Resource: "*" }) }),
    "MalformedPolicyDocumentException: Syntax errors in policy.",
  ],
  [
    "no actions",
    new Iam.CreatePolicyCommand({ PolicyName: "x", PolicyDocument: policy({ Effect: "Allow", Resource: "*" }) }),
    "MalformedPolicyDocumentException: Policy statement must contain actions.",
  ],
  [
    "no resources",
    new Iam.CreatePolicyCommand({ PolicyName: "x", PolicyDocument: policy({ Effect: "Allow", Action: "s3:*" }) }),
    "MalformedPolicyDocumentException: Policy statement must contain resources.",
  ],
  [
    "an action without a service",
    new Iam.CreatePolicyCommand({
      PolicyName: "x",
      PolicyDocument: policy({ Effect: "Allow", Action: "GetObject", Resource: "*" }),
    }),
    "MalformedPolicyDocumentException: Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.",
  ],
  [
    "a resource that is no ARN",
    new Iam.CreatePolicyCommand({
      PolicyName: "x",
      PolicyDocument: policy({ Effect: "Allow", Action: "s3:*", Resource: "bucket" }),
    }),
    'MalformedPolicyDocumentException: Resource bucket must be in ARN format or "*".',
  ],
  [
    "a second service-linked role's suffix (recorded)",
    new Iam.CreateServiceLinkedRoleCommand({ AWSServiceName: "ecs.amazonaws.com", CustomSuffix: "x" }),
    "InvalidInputException: Custom suffix is not allowed for ecs.amazonaws.com",
  ],
  [
    "unknown user (recorded)",
    new Iam.GetUserCommand({ UserName: "non-existent-user" }),
    "NoSuchEntityException: The user with name non-existent-user cannot be found.",
  ],
  [
    "tags that differ by letter case",
    new Iam.TagRoleCommand({
      RoleName: "kept",
      Tags: [
        { Key: "a", Value: "1" },
        { Key: "A", Value: "2" },
      ],
    }),
    "InvalidInputException: Duplicate tag keys found. Please note that Tag keys are case insensitive.",
  ],
])("refuses: %s", async (_, command, expected) => {
  expect(await refusal(command)).toBe(expected);
});

test("what is in use is not deleted", async () => {
  await iam.send(new Iam.CreateRoleCommand({ RoleName: "busy", AssumeRolePolicyDocument: TRUST }));
  await iam.send(new Iam.AttachRolePolicyCommand({ RoleName: "busy", PolicyArn: LOGGING }));
  await iam.send(new Iam.PutRolePolicyCommand({ RoleName: "busy", PolicyName: "own", PolicyDocument: READ }));
  await iam.send(new Iam.CreateInstanceProfileCommand({ InstanceProfileName: "ip" }));
  await iam.send(new Iam.AddRoleToInstanceProfileCommand({ InstanceProfileName: "ip", RoleName: "busy" }));
  const conflict = (reason: string) => `DeleteConflictException: Cannot delete entity, must ${reason} first.`;
  const remove = new Iam.DeleteRoleCommand({ RoleName: "busy" });
  expect(await refusal(remove)).toBe(conflict("remove roles from instance profile"));
  await iam.send(new Iam.RemoveRoleFromInstanceProfileCommand({ InstanceProfileName: "ip", RoleName: "busy" }));
  expect(await refusal(remove)).toBe(conflict("detach all policies"));
  await iam.send(new Iam.DetachRolePolicyCommand({ RoleName: "busy", PolicyArn: LOGGING }));
  expect(await refusal(remove)).toBe(conflict("delete policies"));
  await iam.send(new Iam.DeleteRolePolicyCommand({ RoleName: "busy", PolicyName: "own" }));
  await iam.send(remove);
  expect(await refusal(remove)).toBe("NoSuchEntityException: The role with name busy cannot be found.");
});

test("a managed policy keeps five versions, of which one is the default", async () => {
  const { Policy } = await iam.send(new Iam.CreatePolicyCommand({ PolicyName: "versions", PolicyDocument: READ }));
  const PolicyArn = Policy?.Arn;
  expect(Policy).toMatchObject({ AttachmentCount: 0, DefaultVersionId: "v1", IsAttachable: true, Path: "/" });
  for (const SetAsDefault of [false, true, false, false]) {
    await iam.send(new Iam.CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: READ, SetAsDefault }));
  }
  expect(await refusal(new Iam.CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: READ }))).toBe(
    "LimitExceededException: A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version.",
  );
  expect((await iam.send(new Iam.GetPolicyCommand({ PolicyArn }))).Policy?.DefaultVersionId).toBe("v3");
  expect(await refusal(new Iam.DeletePolicyVersionCommand({ PolicyArn, VersionId: "v3" }))).toBe(
    "DeleteConflictException: Cannot delete the default version of a policy.",
  );
  const first = await iam.send(new Iam.ListPolicyVersionsCommand({ PolicyArn, MaxItems: 2 }));
  expect(first.Versions?.map(({ VersionId }) => VersionId)).toEqual(["v5", "v4"]);
  const rest = await iam.send(new Iam.ListPolicyVersionsCommand({ PolicyArn, Marker: first.Marker }));
  expect(rest.Versions?.map(({ VersionId }) => VersionId)).toEqual(["v3", "v2", "v1"]);
  expect(rest.IsTruncated).toBe(false);
});

test("AWS's own policies are there by ARN and count their attachments", async () => {
  await iam.send(new Iam.AttachRolePolicyCommand({ RoleName: "kept", PolicyArn: LOGGING }));
  const { Policy } = await iam.send(new Iam.GetPolicyCommand({ PolicyArn: LOGGING }));
  expect(Policy).toMatchObject({ PolicyName: "AWSLambdaBasicExecutionRole", AttachmentCount: 1 });
  const { PolicyVersion } = await iam.send(
    new Iam.GetPolicyVersionCommand({ PolicyArn: LOGGING, VersionId: Policy?.DefaultVersionId }),
  );
  expect(decodeURIComponent(PolicyVersion?.Document ?? "")).toContain("logs:PutLogEvents");
  const { PolicyRoles } = await iam.send(new Iam.ListEntitiesForPolicyCommand({ PolicyArn: LOGGING }));
  expect(PolicyRoles?.map(({ RoleName }) => RoleName)).toEqual(["kept"]);
});

test("renaming a user keeps its keys, groups and policies", async () => {
  await iam.send(new Iam.CreateUserCommand({ UserName: "ann" }));
  await iam.send(new Iam.CreateGroupCommand({ GroupName: "devs" }));
  await iam.send(new Iam.AddUserToGroupCommand({ GroupName: "devs", UserName: "ann" }));
  await iam.send(new Iam.PutUserPolicyCommand({ UserName: "ann", PolicyName: "own", PolicyDocument: READ }));
  const { AccessKey } = await iam.send(new Iam.CreateAccessKeyCommand({ UserName: "ann" }));
  await iam.send(new Iam.UpdateUserCommand({ UserName: "ann", NewUserName: "anna" }));
  expect((await iam.send(new Iam.GetGroupCommand({ GroupName: "devs" }))).Users?.[0]?.UserName).toBe("anna");
  expect((await iam.send(new Iam.ListUserPoliciesCommand({ UserName: "anna" }))).PolicyNames).toEqual(["own"]);
  const keys = await iam.send(new Iam.ListAccessKeysCommand({ UserName: "anna" }));
  expect(keys.AccessKeyMetadata?.[0]).toMatchObject({ UserName: "anna", AccessKeyId: AccessKey?.AccessKeyId });
});

test("the simulator names the deciding statement and its place", async () => {
  // Source: the example of the AWS CLI's documentation of simulate-custom-policy.
  const document =
    '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"dynamodb:*","Resource":"*","Condition":{"DateGreaterThan":{"aws:CurrentTime":"2015-08-16T12:00:00Z"}}}}';
  const { EvaluationResults } = await iam.send(
    new Iam.SimulateCustomPolicyCommand({ PolicyInputList: [document], ActionNames: ["dynamodb:CreateBackup"] }),
  );
  expect(EvaluationResults?.[0]).toMatchObject({
    EvalDecision: "implicitDeny",
    MissingContextValues: ["aws:CurrentTime"],
  });
  const at = {
    ContextKeyName: "aws:CurrentTime",
    ContextKeyType: "date" as const,
    ContextKeyValues: ["2019-04-25T11:00:00Z"],
  };
  const allowed = await iam.send(
    new Iam.SimulateCustomPolicyCommand({
      PolicyInputList: [document],
      ActionNames: ["dynamodb:CreateBackup"],
      ContextEntries: [at],
    }),
  );
  expect(allowed.EvaluationResults?.[0]).toMatchObject({
    EvalDecision: "allowed",
    MatchedStatements: [
      {
        SourcePolicyId: "PolicyInputList.1",
        StartPosition: { Line: 1, Column: 38 },
        EndPosition: { Line: 1, Column: 167 },
      },
    ],
  });
});
