/** Signs a request for a user's own endpoint as a client would, with version 4. Source: AWS's guide to its signatures. */
import { createHash, createHmac } from "node:crypto";

export interface Signing {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly service?: string;
  readonly region?: string;
}

/** The headers to send; the path is signed as it is. */
export function signedHeaders(
  { method = "GET", path, host }: { readonly method?: string; readonly path: string; readonly host: string },
  { accessKeyId, secretAccessKey, service = "execute-api", region = "us-east-1" }: Signing,
): Record<string, string> {
  const time = "20260101T000000Z";
  const scope = `20260101/${region}/${service}/aws4_request`;
  const hash = (text: string) => createHash("sha256").update(text).digest("hex");
  const canonical = [method, path, "", `host:${host}`, `x-amz-date:${time}`, "", "host;x-amz-date", hash("")].join(
    "\n",
  );
  const key = scope
    .split("/")
    .reduce<string | Buffer>(
      (secret, part) => createHmac("sha256", secret).update(part).digest(),
      `AWS4${secretAccessKey}`,
    );
  const signature = createHmac("sha256", key)
    .update(["AWS4-HMAC-SHA256", time, scope, hash(canonical)].join("\n"))
    .digest("hex");
  return {
    host,
    "x-amz-date": time,
    authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=host;x-amz-date, Signature=${signature}`,
  };
}
