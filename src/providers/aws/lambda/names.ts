import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Aws } from "../framework/aws.ts";
import { Refusal } from "../framework/behaviour.ts";

/** The ARN under which API Gateway calls a function. */
export const invokeArn = (aws: Aws, functionArn: string | undefined): string =>
  `arn:${aws.partition}:apigateway:${aws.region}:lambda:path/2015-03-31/functions/${functionArn ?? ""}/invocations`;

/** The name in a function's name, ARN or partial ARN. */
export function functionNameOf(reference: string): string {
  const match = /(?:^|:)function:([^:]+)/.exec(reference);
  return match?.[1] ?? (reference.split(":").at(-1) || reference);
}

export async function archive(aws: Aws, filename: string): Promise<Uint8Array> {
  try {
    return await readFile(resolve(aws.directory, filename));
  } catch {
    throw new Refusal(`reading ZIP file (${filename}): open ${filename}: no such file or directory`, "", true);
  }
}

export const LOG_TYPES = ["None", "Tail"];
