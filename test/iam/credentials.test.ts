/** What users prove themselves with beside access keys. Source: IAM's API reference; recorded on AWS where said. */
import { generateKeyPairSync } from "node:crypto";
import * as Iam from "@aws-sdk/client-iam";
import { afterAll, beforeAll, expect, test } from "vitest";
import { codeAt, stepOf } from "../../src/services/iam/totp.ts";
import { startTestCloud, type TestCloud } from "../support/cloud.ts";
import { refusalOf } from "../support/refusal.ts";

let cloud: TestCloud;
let iam: Iam.IAMClient;
const UserName = "holder";

beforeAll(async () => {
  cloud = await startTestCloud();
  iam = new Iam.IAMClient(cloud.clientConfig);
  await iam.send(new Iam.CreateUserCommand({ UserName }));
});
afterAll(() => cloud.stop());

test("one-time passwords are those of RFC 6238", () => {
  // Source: RFC 6238, appendix B, the last six digits; the secret 12345678901234567890 in base 32.
  const seed = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
  expect(codeAt(seed, stepOf(59_000))).toBe("287082");
  expect(codeAt(seed, stepOf(1_111_111_109_000))).toBe("081804");
});

test("an MFA device is enabled with two codes in a row, and holds its user", async () => {
  const { VirtualMFADevice } = await iam.send(new Iam.CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: "phone" }));
  const SerialNumber = VirtualMFADevice?.SerialNumber;
  expect(SerialNumber).toBe("arn:aws:iam::000000000000:mfa/phone");
  const seed = Buffer.from(VirtualMFADevice?.Base32StringSeed ?? []).toString();
  expect(seed).toMatch(/^[A-Z2-7]{64}$/);
  const step = stepOf(Date.now());
  const enable = (AuthenticationCode1: string, AuthenticationCode2: string) =>
    new Iam.EnableMFADeviceCommand({ UserName, SerialNumber, AuthenticationCode1, AuthenticationCode2 });
  const wrong = await refusalOf(iam, enable("000000", "000000"));
  expect(wrong).toMatch(/^InvalidAuthenticationCodeException: Authentication code for device is not valid\.$/);
  await iam.send(enable(codeAt(seed, step), codeAt(seed, step + 1)));
  const { MFADevices } = await iam.send(new Iam.ListMFADevicesCommand({ UserName }));
  expect(MFADevices).toMatchObject([{ UserName, SerialNumber }]);
  expect(await refusalOf(iam, new Iam.DeleteVirtualMFADeviceCommand({ SerialNumber }))).toBe(
    "DeleteConflictException: MFA VirtualDevice in use. Must deactivate first.",
  );
  await iam.send(new Iam.DeactivateMFADeviceCommand({ UserName, SerialNumber }));
  await iam.send(new Iam.DeleteVirtualMFADeviceCommand({ SerialNumber }));
  expect(await refusalOf(iam, new Iam.GetMFADeviceCommand({ SerialNumber }))).toBe(
    `NoSuchEntityException: VirtualMFADevice with serial number ${SerialNumber} doesn't exist.`,
  );
});

test("SSH keys are told by id, and hold their user", async () => {
  const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const SSHPublicKeyBody = publicKey.export({ type: "spki", format: "pem" }) as string;
  const { SSHPublicKey: key } = await iam.send(new Iam.UploadSSHPublicKeyCommand({ UserName, SSHPublicKeyBody }));
  expect(key).toMatchObject({ UserName, Status: "Active", SSHPublicKeyId: expect.stringMatching(/^APKA/) });
  expect(key?.Fingerprint).toMatch(/^(?:[0-9a-f]{2}:){15}[0-9a-f]{2}$/);
  const SSHPublicKeyId = key?.SSHPublicKeyId;
  await iam.send(new Iam.UpdateSSHPublicKeyCommand({ UserName, SSHPublicKeyId, Status: "Inactive" }));
  const { SSHPublicKeys } = await iam.send(new Iam.ListSSHPublicKeysCommand({ UserName }));
  expect(SSHPublicKeys).toMatchObject([{ SSHPublicKeyId, Status: "Inactive" }]);
  // Source: AWS, recorded (of a service-specific credential).
  expect(await refusalOf(iam, new Iam.DeleteUserCommand({ UserName }))).toBe(
    "DeleteConflictException: Cannot delete entity, must remove referenced objects first.",
  );
  await iam.send(new Iam.DeleteSSHPublicKeyCommand({ UserName, SSHPublicKeyId }));
});

test("certificates are read before they are kept", async () => {
  const upload = new Iam.UploadServerCertificateCommand({
    ServerCertificateName: "site",
    CertificateBody: "no certificate",
    PrivateKey: "no key",
  });
  expect(await refusalOf(iam, upload)).toBe(
    "MalformedCertificateException: Unable to parse certificate. Please ensure the certificate is in PEM format.",
  );
  // Source: AWS, recorded.
  expect(await refusalOf(iam, new Iam.GetServerCertificateCommand({ ServerCertificateName: "site" }))).toBe(
    "NoSuchEntityException: The Server Certificate with name site cannot be found.",
  );
  expect((await iam.send(new Iam.ListServerCertificatesCommand({}))).ServerCertificateMetadataList).toEqual([]);
});

test("the credential report names every user", async () => {
  expect(await refusalOf(iam, new Iam.GetCredentialReportCommand({}))).toMatch(/^CredentialReportNotPresent/);
  expect((await iam.send(new Iam.GenerateCredentialReportCommand({}))).State).toBe("STARTED");
  const { Content, ReportFormat } = await iam.send(new Iam.GetCredentialReportCommand({}));
  expect(ReportFormat).toBe("text/csv");
  const [head = "", root = "", user = ""] = Buffer.from(Content ?? [])
    .toString()
    .split("\n");
  expect(head.split(",")).toHaveLength(22);
  expect(root.split(",")).toHaveLength(22);
  expect(user).toMatch(/^holder,arn:aws:iam::000000000000:user\/holder,/);
});
