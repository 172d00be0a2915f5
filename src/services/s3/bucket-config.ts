/** A bucket's configurations, each kept as it was given. */
import type { OperationContext } from "../../cloud/operation.ts";
import type { Key } from "../../store/store.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { BucketRecord } from "./buckets.ts";

export type ConfigKind =
  | "abac"
  | "accelerate"
  | "cors"
  | "encryption"
  | "lifecycle"
  | "logging"
  | "notification"
  | "object-lock"
  | "ownership"
  | "policy"
  | "public-access-block"
  | "replication"
  | "request-payment"
  | "tagging"
  | "website";

export const configKey = (bucket: string, kind: ConfigKind): Key => ["s3", "config", bucket, kind];

export function findConfig<Config>({ store }: Pick<OperationContext, "store">, bucket: BucketRecord, kind: ConfigKind) {
  return store.get<Config>(configKey(bucket.name, kind));
}

export function saveConfig({ store }: OperationContext, bucket: BucketRecord, kind: ConfigKind, config: unknown): void {
  store.put(configKey(bucket.name, kind), config);
}

export function removeConfig({ store }: OperationContext, bucket: BucketRecord, kind: ConfigKind): void {
  store.delete(configKey(bucket.name, kind));
}

/** The configuration, or S3's refusal that there is none. */
export function requireConfig<Config>(
  context: OperationContext,
  bucket: BucketRecord,
  kind: ConfigKind,
  code: string,
  message: string,
): Config {
  const config = findConfig<Config>(context, bucket, kind);
  if (config === undefined) throw new ServiceException(code, message, { BucketName: bucket.name }, 404);
  return config;
}

/** Configurations of which a bucket has several, by id: analytics, inventory, metrics, intelligent tiering. */
export const namedConfigKey = (bucket: string, kind: string, id: string): Key => ["s3", "config", bucket, kind, id];

export function namedConfigs<Config>({ store }: OperationContext, bucket: BucketRecord, kind: string): Config[] {
  return [...store.range<Config>({ prefix: ["s3", "config", bucket.name, kind] })].map(({ value }) => value);
}

export function requireNamedConfig<Config>(
  { store }: OperationContext,
  bucket: BucketRecord,
  kind: string,
  id: string | undefined,
): Config {
  const config = store.get<Config>(namedConfigKey(bucket.name, kind, id ?? ""));
  if (config === undefined) {
    throw new ServiceException(
      "NoSuchConfiguration",
      "The specified configuration does not exist.",
      { BucketName: bucket.name },
      404,
    );
  }
  return config;
}

export function saveNamedConfig(
  { store }: OperationContext,
  bucket: BucketRecord,
  kind: string,
  id: string | undefined,
  config: { readonly Id?: string | undefined } | undefined,
): void {
  // Source: AWS, recorded.
  if (config?.Id !== id) {
    throw new ServiceException("IdMismatch", "Document ID does not match the specified configuration ID.");
  }
  store.put(namedConfigKey(bucket.name, kind, id ?? ""), config);
}
