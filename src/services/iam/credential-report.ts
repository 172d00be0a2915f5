/** The credential report: one line for each user, as a table with commas. */
import type * as Iam from "@aws-sdk/client-iam";
import type { UserRecord } from "../../cloud/identity/records.ts";
import type { Operation, OperationContext } from "../../cloud/operation.ts";
import { wholeSeconds } from "../../cloud/whole-seconds.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { accessKeysOf } from "./access-keys.ts";
import { iamArn } from "./arn.ts";
import { findLoginProfile } from "./login-profiles.ts";
import { devicesOf } from "./mfa-devices.ts";
import { signingCertificatesOf } from "./signing-certificates.ts";
import { allUsers } from "./users.ts";

interface Report {
  readonly made: Date;
  readonly text: string;
}

const reportKey = (account: string) => ["iam", account, "credential-report"];
/** A report younger than this is not made again. */
const FRESH = 4 * 3_600_000;

export const generateCredentialReport: Operation<typeof Iam, "GenerateCredentialReport"> = (_, context) => {
  const { store, account, clock } = context;
  const known = store.get<Report>(reportKey(account));
  if (known && clock.now() - known.made.getTime() < FRESH) return { State: "COMPLETE" };
  const made = new Date(wholeSeconds(clock.now()));
  const lines = [HEAD, rootLine(context, made), ...allUsers(context).map((user) => userLine(context, user))];
  store.put(reportKey(account), { made, text: lines.join("\n") } satisfies Report);
  return { State: "STARTED", Description: "No report exists. Starting a new report generation task" };
};

export const getCredentialReport: Operation<typeof Iam, "GetCredentialReport"> = (_, { store, account }) => {
  const report = store.get<Report>(reportKey(account));
  if (!report) throw new ServiceException("ReportNotPresent", "No report exists. Call GenerateCredentialReport first");
  return { Content: Buffer.from(report.text), ReportFormat: "text/csv", GeneratedTime: report.made };
};

const HEAD =
  "user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service,access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service,cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated";

const time = (date: Date | undefined): string => date?.toISOString().replace(/\.\d+Z/, "+00:00") ?? "N/A";
const NO_KEY = ["false", "N/A", "N/A", "N/A", "N/A"];

function rootLine(context: OperationContext, made: Date): string {
  const password = ["not_supported", "N/A", "not_supported", "not_supported"];
  const rest = ["false", ...NO_KEY, ...NO_KEY, "false", "N/A", "false", "N/A"];
  return ["<root_account>", iamArn(context, "root"), time(made), ...password, ...rest].join(",");
}

function userLine(context: OperationContext, user: UserRecord): string {
  const login = findLoginProfile(context, user);
  const keys = accessKeysOf(context, user.id).map(({ status, created, lastUsed }) => [
    String(status === "Active"),
    time(created),
    time(lastUsed?.at),
    lastUsed?.region ?? "N/A",
    lastUsed?.service ?? "N/A",
  ]);
  const certificates = signingCertificatesOf(context, user).map(({ Status, UploadDate }) => [
    String(Status === "Active"),
    time(UploadDate),
  ]);
  return [
    user.name,
    user.arn,
    time(user.created),
    String(login !== undefined),
    login ? "no_information" : "N/A",
    time(login?.created),
    "N/A",
    String(devicesOf(context, user).length > 0),
    ...(keys[0] ?? NO_KEY),
    ...(keys[1] ?? NO_KEY),
    ...(certificates[0] ?? ["false", "N/A"]),
    ...(certificates[1] ?? ["false", "N/A"]),
  ].join(",");
}
