/** X.509 certificates of users, which old APIs once took signatures of. */
import type * as Iam from "@aws-sdk/client-iam";
import type { UserRecord } from "../../cloud/identity/records.ts";
import type { Operation, OperationContext } from "../../cloud/operation.ts";
import { wholeSeconds } from "../../cloud/whole-seconds.ts";
import type { Key } from "../../store/store.ts";
import { noSuchEntity, quotaExceeded } from "./fault.ts";
import { page } from "./page.ts";
import { expiryOf } from "./server-certificates.ts";
import { uniqueId } from "./unique-id.ts";
import { userOrCaller } from "./users.ts";

type Certificate = Iam.SigningCertificate & { readonly CertificateId: string };

const CERTIFICATES_PER_USER = 2;
const prefixOf = (account: string, user: UserRecord): Key => ["iam", account, "signing-certificate", user.id];
const keyOf = (account: string, user: UserRecord, id: string): Key => [...prefixOf(account, user), id];

export const signingCertificatesOf = ({ store, account }: OperationContext, user: UserRecord): Certificate[] =>
  [...store.range<Certificate>({ prefix: prefixOf(account, user) })].map(({ value }) => value);

function requireCertificate({ store, account }: OperationContext, user: UserRecord, id: string | undefined) {
  const certificate = store.get<Certificate>(keyOf(account, user, id ?? ""));
  if (!certificate) throw noSuchEntity(`The Certificate with id ${id} cannot be found.`);
  return certificate;
}

export const uploadSigningCertificate: Operation<typeof Iam, "UploadSigningCertificate"> = (input, context) => {
  const user = userOrCaller(context, input.UserName);
  expiryOf(input.CertificateBody);
  if (signingCertificatesOf(context, user).length >= CERTIFICATES_PER_USER)
    throw quotaExceeded("SigningCertificatesPerUser", CERTIFICATES_PER_USER);
  const certificate: Certificate = {
    UserName: user.name,
    CertificateId: uniqueId("ASCA"),
    CertificateBody: input.CertificateBody,
    Status: "Active",
    UploadDate: new Date(wholeSeconds(context.clock.now())),
  };
  context.store.put(keyOf(context.account, user, certificate.CertificateId), certificate);
  return { Certificate: certificate };
};

export const listSigningCertificates: Operation<typeof Iam, "ListSigningCertificates"> = (input, context) => {
  const all = signingCertificatesOf(context, userOrCaller(context, input.UserName));
  const { items, position } = page(all, input, ({ CertificateId }) => CertificateId);
  return { Certificates: items, ...position };
};

export const updateSigningCertificate: Operation<typeof Iam, "UpdateSigningCertificate"> = (input, context) => {
  const user = userOrCaller(context, input.UserName);
  const certificate = requireCertificate(context, user, input.CertificateId);
  const next = { ...certificate, Status: input.Status };
  context.store.put(keyOf(context.account, user, certificate.CertificateId), next);
  return {};
};

export const deleteSigningCertificate: Operation<typeof Iam, "DeleteSigningCertificate"> = (input, context) => {
  const user = userOrCaller(context, input.UserName);
  const { CertificateId } = requireCertificate(context, user, input.CertificateId);
  context.store.delete(keyOf(context.account, user, CertificateId));
  return {};
};
