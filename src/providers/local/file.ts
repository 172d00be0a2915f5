/** `local_file` and `local_sensitive_file`: files on this machine, as 2.9.0 of the provider treats them. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { STRING } from "../../terraform/lang/type.ts";
import { stringValue, type Value } from "../../terraform/lang/value.ts";
import type { DataSource, ProviderDiagnostic, ProviderHost, ResourceType } from "../../terraform/provider.ts";
import { base64Problem } from "../framework/base64.ts";
import { exactlyOneOf } from "../framework/combinations.ts";
import { defineDataSource } from "../framework/data-source.ts";
import { goErrorText } from "../framework/go-errors.ts";
import { contentHashes } from "../framework/hashes.ts";
import type { PlainObject } from "../framework/plain.ts";
import { defineResource, ProviderFailure } from "../framework/resource.ts";
import type { AttributeDefinition } from "../framework/schema.ts";

const HASHES: Readonly<Record<string, AttributeDefinition>> = Object.fromEntries(
  ["md5", "sha1", "sha256", "sha512", "base64sha256", "base64sha512"].map((name) => [
    `content_${name}`,
    { type: STRING, computed: true },
  ]),
);

const hashAttributes = (content: Uint8Array): PlainObject =>
  Object.fromEntries(Object.entries(contentHashes(content)).map(([name, hash]) => [`content_${name}`, hash]));

const permission = (fallback: string): AttributeDefinition => ({
  type: STRING,
  default: stringValue(fallback),
  forceNew: true,
  check: checkPermission,
});

function checkPermission(value: Value): ProviderDiagnostic | undefined {
  const text = value.string;
  const problem =
    text.length < 3 || text.length > 4
      ? `bad mode permission: string length should be 3 or 4 digits: ${text}`
      : /^[0-7]+$/.test(text)
        ? undefined
        : `bad mode permission: string must be expressed in octal numeric notation: ${text}`;
  return problem === undefined
    ? undefined
    : { severity: "error", summary: "Invalid File Permission String Value", detail: problem };
}

/** Makes the resource type; the sensitive one has stricter default permissions and no `sensitive_content`. */
function fileResource(sensitive: boolean): ResourceType {
  const sources = ["content", ...(sensitive ? [] : ["sensitive_content"]), "content_base64", "source"];
  const mode = sensitive ? "0700" : "0777";
  const text = (extra: AttributeDefinition = {}): AttributeDefinition => ({
    type: STRING,
    optional: true,
    forceNew: true,
    ...(sensitive ? { sensitive: true } : {}),
    ...extra,
  });
  return defineResource({
    schema: {
      attributes: {
        filename: { type: STRING, required: true, forceNew: true },
        content: text(),
        content_base64: text(),
        ...(sensitive
          ? {}
          : {
              sensitive_content: text({
                sensitive: true,
                deprecationMessage: "Use the `local_sensitive_file` resource instead",
              }),
            }),
        source: { type: STRING, optional: true, forceNew: true },
        directory_permission: permission(mode),
        file_permission: permission(mode),
        id: { type: STRING, computed: true },
        ...HASHES,
      },
    },
    validate: (config) => exactlyOneOf(config, sources),
    create(planned, host) {
      const encoded = planned["content_base64"];
      const problem = typeof encoded === "string" ? base64Problem(encoded, { url: false, padded: true }) : undefined;
      if (problem !== undefined) return failure("parsing local file content", problem, "");
      let content: Uint8Array;
      try {
        content = contentOf(planned, host);
      } catch (error) {
        return failure("parsing local file content", error, (planned["source"] as string | null) ?? "");
      }
      const name = planned["filename"] as string;
      const file = resolve(host.directory, name);
      try {
        mkdirSync(dirname(file), { recursive: true, mode: octal(planned["directory_permission"]) });
      } catch (error) {
        // A folder that is a file shows when the file below it is opened.
        if ((error as NodeJS.ErrnoException).code !== "ENOTDIR" && (error as NodeJS.ErrnoException).code !== "EEXIST") {
          return failure("creating file directory", error, dirname(name));
        }
      }
      try {
        writeFileSync(file, content, { mode: octal(planned["file_permission"]) });
      } catch (error) {
        return failure("writing the file", error, name);
      }
      const hashes = contentHashes(content);
      return { id: hashes.sha1, ...hashAttributes(content) };
    },
    read(state, host) {
      let content: Uint8Array;
      try {
        content = readFileSync(resolve(host.directory, state["filename"] as string));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") return "gone";
        return new ProviderFailure(
          "Read local file error",
          `An unexpected error occurred while reading the file\n\n+Original Error: ${goErrorText(error, state["filename"] as string)}`,
        );
      }
      // Another content is another file: the one in the state is no more.
      return contentHashes(content).sha1 === state["id"] ? {} : "gone";
    },
    delete(state, host) {
      rmSync(resolve(host.directory, state["filename"] as string), { force: true });
      return undefined;
    },
  });
}

function contentOf(planned: PlainObject, host: ProviderHost): Uint8Array {
  for (const name of ["content", "sensitive_content"]) {
    if (typeof planned[name] === "string") return Buffer.from(planned[name]);
  }
  if (typeof planned["content_base64"] === "string") return Buffer.from(planned["content_base64"], "base64");
  return readFileSync(resolve(host.directory, planned["source"] as string));
}

function failure(doing: string, error: unknown, path: string): ProviderFailure {
  const reason = typeof error === "string" ? error : goErrorText(error, path);
  return new ProviderFailure(
    "Create local file error",
    `An unexpected error occurred while ${doing}\n\n+Original Error: ${reason}`,
  );
}

const octal = (text: unknown): number => Number.parseInt(text as string, 8);

function fileData(sensitive: boolean): DataSource {
  const hidden = sensitive ? { sensitive: true } : {};
  return defineDataSource({
    schema: {
      attributes: {
        filename: { type: STRING, required: true },
        content: { type: STRING, computed: true, ...hidden },
        content_base64: { type: STRING, computed: true, ...hidden },
        id: { type: STRING, computed: true },
        ...HASHES,
      },
    },
    read(config, host) {
      const name = config["filename"] as string;
      try {
        const content = readFileSync(resolve(host.directory, name));
        return {
          attributes: {
            content: content.toString("utf8"),
            content_base64: content.toString("base64"),
            id: contentHashes(content).sha1,
            ...hashAttributes(content),
          },
        };
      } catch (error) {
        return new ProviderFailure(
          "Read local file data source error",
          `The file at given path cannot be read.\n\n+Original Error: ${goErrorText(error, name)}`,
        );
      }
    },
  });
}

export const localFile = fileResource(false);
export const localSensitiveFile = fileResource(true);
export const localFileData = fileData(false);
export const localSensitiveFileData = fileData(true);
