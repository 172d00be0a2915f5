/** ARNs and addresses of REST APIs, patches, and ids made of several parts. */
import type { PatchOperation } from "@aws-sdk/client-api-gateway";
import { plainText } from "../../../wire/plain-text.ts";
import type { Aws } from "../framework/aws.ts";
import { Refusal } from "../framework/behaviour.ts";
import { type TagMap, tagChanges } from "../framework/tags.ts";

export const gatewayArn = (aws: Aws, path: string): string => `arn:${aws.partition}:apigateway:${aws.region}::/${path}`;

export const executionArn = (aws: Aws, path: string): string =>
  `arn:${aws.partition}:execute-api:${aws.region}:${aws.account}:${path}`;

export const invokeUrl = (aws: Aws, api: string, stage: string): string =>
  `https://${api}.execute-api.${aws.region}.amazonaws.com/${stage}`;

export const replace = (path: string, value: unknown): PatchOperation => ({ op: "replace", path, value: text(value) });

const text = (value: unknown): string => (value === null || value === undefined ? "" : plainText(value));

/** A replacement for each attribute that differs, by the path it has in AWS. */
export function replacements<Attributes>(
  prior: Attributes,
  planned: Attributes,
  paths: { readonly [Name in keyof Attributes]?: string },
): PatchOperation[] {
  return (Object.entries(paths) as [keyof Attributes, string][])
    .filter(([name]) => text(prior[name]) !== text(planned[name]))
    .map(([name, path]) => replace(path, planned[name]));
}

const escaped = (name: string): string => name.replaceAll("~", "~0").replaceAll("/", "~1");

export function mapPatches(
  path: string,
  prior: Readonly<Record<string, unknown>>,
  planned: Readonly<Record<string, unknown>>,
): PatchOperation[] {
  const at = (name: string): string => `${path}/${escaped(name)}`;
  return [
    ...Object.keys(prior)
      .filter((name) => !(name in planned))
      .map((name): PatchOperation => ({ op: "remove", path: at(name) })),
    ...Object.entries(planned)
      .filter(([name, value]) => prior[name] !== value)
      .map(
        ([name, value]): PatchOperation => ({
          op: name in prior ? "replace" : "add",
          path: at(name),
          value: text(value),
        }),
      ),
  ];
}

/** Items that stand in the path itself (`named`) or in the value. */
export function itemPatches(
  path: string,
  prior: readonly string[],
  planned: readonly string[],
  named: boolean,
): PatchOperation[] {
  const patch = (op: "add" | "remove", item: string): PatchOperation =>
    named ? { op, path: `${path}/${escaped(item)}` } : { op, path, value: item };
  return [
    ...prior.filter((item) => !planned.includes(item)).map((item) => patch("remove", item)),
    ...planned.filter((item) => !prior.includes(item)).map((item) => patch("add", item)),
  ];
}

export async function retagGateway(aws: Aws, resourceArn: string, prior: TagMap, planned: TagMap): Promise<void> {
  const { set, removed } = tagChanges(prior, planned);
  if (removed.length > 0) await aws.call("api-gateway", "UntagResource", { resourceArn, tagKeys: [...removed] });
  if (Object.keys(set).length > 0) await aws.call("api-gateway", "TagResource", { resourceArn, tags: { ...set } });
}

/** The parts of an import id, such as `REST-API-ID/RESOURCE-ID`. */
export function importParts(id: string, form: string): string[] {
  const parts = id.split("/");
  if (parts.length !== form.split("/").length || parts.includes(""))
    throw new Refusal(`Unexpected format of ID (${JSON.stringify(id)}), expected ${form}`);
  return parts;
}

export const GONE = "NotFoundException";
