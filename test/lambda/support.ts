/** Packages and clients for the tests of Lambda. */
import {
  CreateFunctionCommand,
  type CreateFunctionCommandInput,
  InvokeCommand,
  LambdaClient,
} from "@aws-sdk/client-lambda";
import { expect } from "vitest";
import yazl from "yazl";
import type { TestCloud } from "../support/cloud.ts";

/** Functions run in namespaces of their own; without them they see this machine as it is, with other paths. */
export const sandboxed = process.env["TERRARIUM_SANDBOX"] !== "off";

/** A text with paths of Lambda's, as it has to be; where they are other paths, only what surrounds them has. */
export const withPaths = (text: string): unknown =>
  sandboxed
    ? text
    : expect.stringMatching(
        new RegExp(`^${text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&").replaceAll(/\/var\/(task|runtime)/g, "\\S+")}$`),
      );

export const ROLE = "arn:aws:iam::000000000000:role/lambda";

/** A zip of these files; names that start with ! are executable. */
export async function zip(files: Readonly<Record<string, string>>): Promise<Buffer> {
  const archive = new yazl.ZipFile();
  for (const [name, content] of Object.entries(files)) {
    const executable = name.startsWith("!");
    archive.addBuffer(Buffer.from(content), executable ? name.slice(1) : name, {
      mode: executable ? 0o100755 : 0o100644,
    });
  }
  archive.end();
  const chunks: Buffer[] = [];
  for await (const chunk of archive.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

export const lambdaClient = (test: TestCloud): LambdaClient => new LambdaClient({ ...test.clientConfig });

export async function createNodeFunction(
  client: LambdaClient,
  FunctionName: string,
  code: string,
  settings: Partial<CreateFunctionCommandInput> = {},
): Promise<void> {
  const ZipFile = await zip({ "index.js": code });
  const defaults = { Runtime: "nodejs20.x", Handler: "index.handler", Role: ROLE, Timeout: 10 } as const;
  await client.send(new CreateFunctionCommand({ ...defaults, FunctionName, Code: { ZipFile }, ...settings }));
}

export async function createPythonFunction(
  client: LambdaClient,
  FunctionName: string,
  code: string,
  settings: Partial<CreateFunctionCommandInput> = {},
): Promise<void> {
  const ZipFile = await zip({ "app.py": code });
  const defaults = { Runtime: "python3.11", Handler: "app.handler", Role: ROLE, Timeout: 10 } as const;
  await client.send(new CreateFunctionCommand({ ...defaults, FunctionName, Code: { ZipFile }, ...settings }));
}

export interface Invoked {
  readonly value: unknown;
  readonly error: string | undefined;
  readonly log: string;
}

/** Invokes and waits; the log is the tail that Lambda gives. */
export async function invoke(
  client: LambdaClient,
  FunctionName: string,
  event: unknown = {},
  Qualifier?: string,
): Promise<Invoked> {
  const answer = await client.send(
    new InvokeCommand({
      FunctionName,
      Payload: JSON.stringify(event),
      LogType: "Tail",
      ...(Qualifier && { Qualifier }),
    }),
  );
  const text = answer.Payload?.transformToString() ?? "";
  return {
    value: text === "" ? undefined : JSON.parse(text),
    error: answer.FunctionError,
    log: Buffer.from(answer.LogResult ?? "", "base64").toString("utf8"),
  };
}
