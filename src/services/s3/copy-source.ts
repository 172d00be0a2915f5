/** The object that a copy names: `bucket/key?versionId=id`, percent-encoded, with or without a slash in front. */
import { invalidArgument } from "./fault.ts";

export interface CopySource {
  readonly bucket: string;
  readonly key: string;
  readonly versionId: string | undefined;
}

export function copySource(text: string | undefined): CopySource {
  const [path = "", query = ""] = (text ?? "").split("?versionId=");
  let plain: string;
  try {
    plain = decodeURIComponent(path.replaceAll("+", "%20"));
  } catch {
    throw invalidArgument("Invalid copy source encoding.", "x-amz-copy-source", text);
  }
  const [, bucket = "", key = ""] = /^\/?([^/]+)\/(.+)$/s.exec(plain) ?? [];
  if (bucket === "" || key === "") throw invalidArgument("Invalid copy source object key", "x-amz-copy-source", text);
  return { bucket, key, versionId: query === "" ? undefined : query };
}
