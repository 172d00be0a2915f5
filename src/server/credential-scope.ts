/**
 * What a request's signature says of it: access key, region, service. Signatures themselves are not checked, since
 * any secret is as good as another on one's own machine.
 */

export interface CredentialScope {
  readonly accessKey: string;
  readonly region: string;
  /** The signing name, such as "states". */
  readonly service: string;
}

const MOST_REMEMBERED = 1000;
const remembered = new Map<string, CredentialScope | undefined>();
const CREDENTIAL = "Credential=";
const QUERY_CREDENTIAL = "X-Amz-Credential=";

/** The scope in an Authorization header, or in the query string of a presigned URL. */
export function credentialScope(authorization: string | undefined, query: string): CredentialScope | undefined {
  if (authorization !== undefined) {
    const start = authorization.indexOf(CREDENTIAL);
    if (start < 0) return signatureVersion2(authorization);
    const comma = authorization.indexOf(",", start);
    return parse(authorization.slice(start + CREDENTIAL.length, comma < 0 ? undefined : comma));
  }
  const start = query.indexOf(QUERY_CREDENTIAL);
  if (start < 0) return presignedVersion2(query);
  const end = query.indexOf("&", start);
  return parse(query.slice(start + QUERY_CREDENTIAL.length, end < 0 ? undefined : end).replace(/%2F/gi, "/"));
}

/** `test/20260101/us-east-1/lambda/aws4_request`: requests of one client repeat it for a day. */
function parse(credential: string): CredentialScope | undefined {
  if (remembered.has(credential)) return remembered.get(credential);
  const parts = credential.trim().split("/");
  const [accessKey, , region, service] = parts;
  const scope =
    parts.length >= 5 && accessKey && region !== undefined && service
      ? { accessKey, region, service: service.toLowerCase() }
      : undefined;
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(credential, scope);
  return scope;
}

/** `AWS key:signature`, which old S3 clients still send. */
function signatureVersion2(authorization: string): CredentialScope | undefined {
  const accessKey = /^AWS ([^:]+):/.exec(authorization)?.[1];
  return accessKey === undefined ? undefined : { accessKey, region: "", service: "s3" };
}

function presignedVersion2(query: string): CredentialScope | undefined {
  const accessKey = /(?:^|&)AWSAccessKeyId=([^&]+)/.exec(query)?.[1];
  return accessKey === undefined ? undefined : { accessKey, region: "", service: "s3" };
}
