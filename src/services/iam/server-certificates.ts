/** Server certificates: uploaded for load balancers, kept and told; the private key is not kept. */
import { X509Certificate } from "node:crypto";
import type * as Iam from "@aws-sdk/client-iam";
import type { Tag } from "../../cloud/identity/records.ts";
import type { Operation, OperationContext } from "../../cloud/operation.ts";
import { wholeSeconds } from "../../cloud/whole-seconds.ts";
import type { Key } from "../../store/store.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { entityArn } from "./arn.ts";
import { alreadyExists, noSuchEntity } from "./fault.ts";
import { page } from "./page.ts";
import { mergeTags, newTags, tagPage, tagsMember, withoutTags } from "./tags.ts";
import { uniqueId } from "./unique-id.ts";

interface CertificateRecord {
  readonly metadata: Iam.ServerCertificateMetadata & { readonly ServerCertificateName: string };
  readonly body: string;
  readonly chain: string | undefined;
  readonly tags: readonly Tag[];
}

const prefixOf = (account: string): Key => ["iam", account, "server-certificate"];
const keyOf = (account: string, name: string): Key => [...prefixOf(account), name];

function requireCertificate({ store, account }: OperationContext, name: string | undefined): CertificateRecord {
  const record = store.get<CertificateRecord>(keyOf(account, name ?? ""));
  // Source: AWS, recorded.
  if (!record) throw noSuchEntity(`The Server Certificate with name ${name} cannot be found.`);
  return record;
}

function save({ store, account }: OperationContext, record: CertificateRecord): void {
  store.put(keyOf(account, record.metadata.ServerCertificateName), record);
}

function refuseTaken({ store, account }: OperationContext, name: string): void {
  if (store.has(keyOf(account, name))) throw alreadyExists(`The Server Certificate with name ${name} already exists.`);
}

/** When it ends; throws for what is no certificate. */
export function expiryOf(body: string | undefined): Date {
  try {
    return new Date(new X509Certificate(body ?? "").validTo);
  } catch {
    throw new ServiceException(
      "MalformedCertificate",
      "Unable to parse certificate. Please ensure the certificate is in PEM format.",
    );
  }
}

export const uploadServerCertificate: Operation<typeof Iam, "UploadServerCertificate"> = (input, context) => {
  const { ServerCertificateName: name = "", Path = "/", CertificateBody: body = "", CertificateChain: chain } = input;
  refuseTaken(context, name);
  const record: CertificateRecord = {
    metadata: {
      ServerCertificateName: name,
      ServerCertificateId: uniqueId("ASCA"),
      Arn: entityArn(context, "server-certificate", Path, name),
      Path,
      UploadDate: new Date(wholeSeconds(context.clock.now())),
      Expiration: expiryOf(body),
    },
    body,
    chain,
    tags: newTags(input.Tags),
  };
  save(context, record);
  return { ServerCertificateMetadata: record.metadata, ...tagsMember(record.tags) };
};

export const getServerCertificate: Operation<typeof Iam, "GetServerCertificate"> = (input, context) => {
  const { metadata, body, chain, tags } = requireCertificate(context, input.ServerCertificateName);
  return {
    ServerCertificate: {
      ServerCertificateMetadata: metadata,
      CertificateBody: body,
      ...(chain === undefined ? {} : { CertificateChain: chain }),
      ...tagsMember(tags),
    },
  };
};

export const listServerCertificates: Operation<typeof Iam, "ListServerCertificates"> = (input, context) => {
  const { PathPrefix = "/" } = input;
  const all = [...context.store.range<CertificateRecord>({ prefix: prefixOf(context.account) })]
    .map(({ value }) => value.metadata)
    .filter(({ Path }) => Path?.startsWith(PathPrefix));
  const { items, position } = page(all, input, ({ ServerCertificateName }) => ServerCertificateName);
  return { ServerCertificateMetadataList: items, ...position };
};

export const updateServerCertificate: Operation<typeof Iam, "UpdateServerCertificate"> = (input, context) => {
  const record = requireCertificate(context, input.ServerCertificateName);
  const { metadata } = record;
  const name = input.NewServerCertificateName ?? metadata.ServerCertificateName;
  const Path = input.NewPath ?? metadata.Path ?? "/";
  if (name !== metadata.ServerCertificateName) refuseTaken(context, name);
  context.store.delete(keyOf(context.account, metadata.ServerCertificateName));
  const Arn = entityArn(context, "server-certificate", Path, name);
  save(context, { ...record, metadata: { ...metadata, ServerCertificateName: name, Path, Arn } });
  return {};
};

export const deleteServerCertificate: Operation<typeof Iam, "DeleteServerCertificate"> = (input, context) => {
  const { metadata } = requireCertificate(context, input.ServerCertificateName);
  context.store.delete(keyOf(context.account, metadata.ServerCertificateName));
  return {};
};

export const listServerCertificateTags: Operation<typeof Iam, "ListServerCertificateTags"> = (input, context) =>
  tagPage(requireCertificate(context, input.ServerCertificateName).tags, input);

export const tagServerCertificate: Operation<typeof Iam, "TagServerCertificate"> = (input, context) => {
  const record = requireCertificate(context, input.ServerCertificateName);
  save(context, { ...record, tags: mergeTags(record.tags, input.Tags) });
  return {};
};

export const untagServerCertificate: Operation<typeof Iam, "UntagServerCertificate"> = (input, context) => {
  const record = requireCertificate(context, input.ServerCertificateName);
  save(context, { ...record, tags: withoutTags(record.tags, input.TagKeys) });
  return {};
};
