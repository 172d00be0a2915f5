/** Uploads by a form that a browser posts to a bucket: https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html */
import type * as S3 from "@aws-sdk/client-s3";
import type { OperationContext } from "../../cloud/operation.ts";
import type { Endpoint, EndpointRequest, EndpointResponse } from "../../cloud/service.ts";
import { secretOfKey } from "../../endpoint/caller.ts";
import { headerOf, splitUrl } from "../../endpoint/request-parts.ts";
import { isPolicySignedWith } from "../../endpoint/signature.ts";
import { serviceCodec } from "../../wire/service-codec.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { escapeXml } from "../../wire/xml-writer.ts";
import { bucketKey } from "./buckets.ts";
import { crossOrigin } from "./cross-origin.ts";
import { accessDenied, invalidArgument, malformedXml, preconditionFailed } from "./fault.ts";
import { type Form, parseForm } from "./form-data.ts";
import { checkPolicy } from "./post-policy.ts";
import { storeObject } from "./put-object.ts";

export const postObjectEndpoint: Endpoint = {
  claims: (request, store) => {
    if (request.method !== "POST" || !store.has(bucketKey(bucketOf(request)))) return false;
    return isForm(request) || isToBucket(request);
  },
  async handle(request, context) {
    const answered = await answerTo(request, context);
    const headers = Object.fromEntries(request.headers.map(([name, value]) => [name.toLowerCase(), value]));
    const allowed = crossOrigin({ method: "POST", path: `/${bucketOf(request)}`, headers }, context.store);
    return { ...answered, headers: [...answered.headers, ...Object.entries(allowed)] };
  },
};

const isForm = (request: EndpointRequest): boolean =>
  headerOf(request, "content-type")?.startsWith("multipart/form-data") ?? false;

/** No other unsigned POST has a bucket's own address. */
function isToBucket({ url, host }: EndpointRequest): boolean {
  const [path, query] = splitUrl(url);
  return query === "" && (path === "/" ? /\.s3[.-]/.test(host) : /^\/[^/]+\/?$/.test(path));
}

async function answerTo(request: EndpointRequest, context: OperationContext): Promise<EndpointResponse> {
  try {
    return await upload(request, context);
  } catch (error) {
    if (!(error instanceof ServiceException)) throw error;
    const { status, headers, body } = serviceCodec("s3").encodeError(error, context.requestId);
    return { status, headers: Object.entries(headers), body: Buffer.from(body as string) };
  }
}

/** By the path, or by the host's first label. */
function bucketOf({ url, host }: EndpointRequest): string {
  const [path] = splitUrl(url);
  const named = decodeURIComponent(path.split("/")[1] ?? "");
  return named === "" ? (/^(.+?)\.s3[.-]/.exec(host)?.[1] ?? "") : named;
}

async function upload(request: EndpointRequest, context: OperationContext): Promise<EndpointResponse> {
  const bucket = bucketOf(request);
  // Source: S3's answer, as its users report it.
  if (!isForm(request)) throw preconditionFailed("Bucket POST must be of the enclosure-type multipart/form-data");
  const form = parseForm(request.body, headerOf(request, "content-type") ?? "");
  const { fields, file } = form;
  if (!fields.has("key")) throw missingField("key");
  if (!file) throw invalidArgument("POST requires exactly one file upload per request.", "file", "0");
  authenticate(form, bucket, context);
  const Key = (fields.get("key") as string).replaceAll("${filename}", file.name);
  const input = { Bucket: bucket, Key, Body: file.bytes as Uint8Array, ...objectMembers(fields) };
  const { ETag = "" } = await storeObject(input as S3.PutObjectCommandInput, context, "ObjectCreated:Post");
  await context.store.committed();
  return answer(fields, { bucket, Key, ETag, location: `${context.endpoint}/${bucket}/${encodeURIComponent(Key)}` });
}

const missingField = (name: string): ServiceException =>
  invalidArgument(
    `Bucket POST must contain a field named '${name}'.  If it is specified, please check the order of the fields.`,
    name,
    "",
  );

/** A form without a policy comes from nobody. */
function authenticate(form: Form, bucket: string, { store, clock }: OperationContext): void {
  const { fields } = form;
  const policy = fields.get("policy");
  if (policy === undefined) throw accessDenied();
  // The older signatures carry the key's id beside them.
  if (!fields.has("awsaccesskeyid")) {
    for (const name of ["X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Date", "X-Amz-Signature"])
      if (!fields.has(name.toLowerCase())) throw missingField(name);
    const [accessKey = "", ...scope] = (fields.get("x-amz-credential") as string).split("/");
    const secret = secretOfKey(accessKey, store);
    if (secret !== undefined && !isPolicySignedWith(secret, policy, scope, fields.get("x-amz-signature") as string))
      throw new ServiceException(
        "SignatureDoesNotMatch",
        "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
        { AWSAccessKeyId: accessKey },
        403,
      );
  }
  checkPolicy(policy, bucket, form, clock.now());
}

const MEMBERS: Readonly<Record<string, string>> = {
  acl: "ACL",
  "cache-control": "CacheControl",
  "content-disposition": "ContentDisposition",
  "content-encoding": "ContentEncoding",
  "content-type": "ContentType",
  "x-amz-storage-class": "StorageClass",
  "x-amz-server-side-encryption": "ServerSideEncryption",
  "x-amz-website-redirect-location": "WebsiteRedirectLocation",
};

function objectMembers(fields: ReadonlyMap<string, string>): object {
  const metadata = [...fields].flatMap(([name, value]) =>
    name.startsWith("x-amz-meta-") ? [[name.slice(11), value] as const] : [],
  );
  const members = [...fields].flatMap(([name, value]) => (MEMBERS[name] ? [[MEMBERS[name], value] as const] : []));
  const tagging = fields.get("tagging");
  return {
    ...Object.fromEntries(members),
    Metadata: Object.fromEntries(metadata),
    ...(tagging !== undefined && { Tagging: tagHeader(tagging) }),
  };
}

/** A form brings its tags as the document that PutObjectTagging takes; to a put they come as a header. */
function tagHeader(document: string): string {
  const sent = { method: "PUT", path: "/b/k", query: "tagging", headers: {}, body: Buffer.from(document) };
  const { Tagging } = (serviceCodec("s3").operation("PutObjectTagging")?.decode(sent) ??
    {}) as Partial<S3.PutObjectTaggingCommandInput>;
  if (!Tagging?.TagSet) throw malformedXml();
  return Tagging.TagSet.map(({ Key = "", Value = "" }) => [Key, Value].map(encodeURIComponent).join("=")).join("&");
}

interface Made {
  readonly bucket: string;
  readonly Key: string;
  readonly ETag: string;
  readonly location: string;
}

/** Where the form says to go on, or with the status it asks for. */
function answer(fields: ReadonlyMap<string, string>, { bucket, Key, ETag, location }: Made): EndpointResponse {
  const headers: (readonly [string, string])[] = [
    ["ETag", ETag],
    ["Location", location],
  ];
  const redirect = fields.get("success_action_redirect") ?? fields.get("redirect");
  if (redirect !== undefined && URL.canParse(redirect)) {
    const target = new URL(redirect);
    for (const [name, value] of Object.entries({ bucket, key: Key, etag: ETag })) target.searchParams.set(name, value);
    return {
      status: 303,
      headers: [
        ["ETag", ETag],
        ["Location", target.href],
      ],
      body: new Uint8Array(),
    };
  }
  const status = fields.get("success_action_status");
  if (status === "200") return { status: 200, headers, body: new Uint8Array() };
  if (status !== "201") return { status: 204, headers, body: new Uint8Array() };
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<PostResponse><Location>${escapeXml(location)}</Location><Bucket>${bucket}</Bucket><Key>${escapeXml(Key)}</Key><ETag>${escapeXml(ETag)}</ETag></PostResponse>`;
  return { status: 201, headers: [...headers, ["Content-Type", "application/xml"]], body: Buffer.from(body) };
}
