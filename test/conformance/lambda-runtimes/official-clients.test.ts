/**
 * Functions built with AWS's official libraries: aws-lambda-go, lambda_runtime for Rust, the Java runtime interface
 * client. Each needs its toolchain and a registry; without the toolchain it is skipped.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { CreateFunctionCommand, type LambdaClient, type Runtime } from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, expect, test } from "vitest";
import yazl from "yazl";
import { invoke, lambdaClient, ROLE } from "../../lambda/support.ts";
import { startTestCloud, type TestCloud } from "../../support/cloud.ts";

const BUILD_LIMIT = 20 * 60_000;

let cloud: TestCloud;
let client: LambdaClient;
let folder = "";

beforeAll(async () => {
  cloud = await startTestCloud();
  client = lambdaClient(cloud);
  folder = mkdtempSync(join(tmpdir(), "terrarium-runtimes-"));
});

afterAll(async () => {
  await cloud?.stop();
  rmSync(folder, { recursive: true, force: true });
});

function has(command: string, ...args: string[]): boolean {
  try {
    execFileSync(command, args, { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** Writes a project and builds it; returns the path of its folder. */
function build(name: string, files: Readonly<Record<string, string>>, ...commands: string[][]): string {
  const project = join(folder, name);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(project, file)), { recursive: true });
    writeFileSync(join(project, file), text);
  }
  for (const [command = "", ...args] of commands) {
    execFileSync(command, args, { cwd: project, stdio: "pipe", env: { ...process.env, CGO_ENABLED: "0" } });
  }
  return project;
}

async function deploy(
  FunctionName: string,
  Runtime: Runtime,
  Handler: string,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  const archive = new yazl.ZipFile();
  for (const [name, path] of Object.entries(files)) archive.addBuffer(readFileSync(path), name, { mode: 0o100755 });
  archive.end();
  const chunks: Buffer[] = [];
  for await (const chunk of archive.outputStream) chunks.push(chunk as Buffer);
  const Code = { ZipFile: Buffer.concat(chunks) };
  await client.send(
    new CreateFunctionCommand({ FunctionName, Runtime, Handler, Role: ROLE, Code, Timeout: 60, MemorySize: 512 }),
  );
}

const GO = `package main

import (
	"context"
	"errors"

	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-lambda-go/lambdacontext"
)

func handler(ctx context.Context, event map[string]any) (map[string]any, error) {
	if event["fail"] == true {
		return nil, errors.New("asked to")
	}
	own, _ := lambdacontext.FromContext(ctx)
	return map[string]any{"got": event, "arn": own.InvokedFunctionArn}, nil
}

func main() { lambda.Start(handler) }
`;

test.skipIf(!has("go", "version"))(
  "Go: aws-lambda-go",
  async () => {
    const project = build(
      "go",
      { "main.go": GO, "go.mod": "module function\n\ngo 1.21\n\nrequire github.com/aws/aws-lambda-go v1.49.0\n" },
      ["go", "mod", "tidy"],
      ["go", "build", "-tags", "lambda.norpc", "-o", "bootstrap", "."],
    );
    await deploy("go", "provided.al2023", "bootstrap", { bootstrap: join(project, "bootstrap") });
    const arn = "arn:aws:lambda:us-east-1:000000000000:function:go";
    expect((await invoke(client, "go", { a: 1 })).value).toEqual({ got: { a: 1 }, arn });
    // Source: AWS, recorded: errors of Go have a message and a type and nothing else.
    expect((await invoke(client, "go", { fail: true })).value).toEqual({
      errorMessage: "asked to",
      errorType: "errorString",
    });
  },
  BUILD_LIMIT,
);

const RUST = `use lambda_runtime::{run, service_fn, Error, LambdaEvent};
use serde_json::{json, Value};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    run(service_fn(|event: LambdaEvent<Value>| async move {
        if event.payload["fail"] == json!(true) {
            return Err(Error::from("asked to"));
        }
        Ok(json!({ "got": event.payload, "arn": event.context.invoked_function_arn }))
    }))
    .await
}
`;

const CARGO = `[package]
name = "bootstrap"
version = "0.1.0"
edition = "2021"

[dependencies]
lambda_runtime = "0.14"
serde_json = "1"
tokio = { version = "1", features = ["macros", "rt"] }
`;

test.skipIf(!has("cargo", "--version"))(
  "Rust: lambda_runtime",
  async () => {
    const project = build("rust", { "src/main.rs": RUST, "Cargo.toml": CARGO }, ["cargo", "build", "--quiet"]);
    await deploy("rust", "provided.al2023", "bootstrap", { bootstrap: join(project, "target/debug/bootstrap") });
    const arn = "arn:aws:lambda:us-east-1:000000000000:function:rust";
    expect((await invoke(client, "rust", { a: 1 })).value).toEqual({ got: { a: 1 }, arn });
    const { value, error } = await invoke(client, "rust", { fail: true });
    expect(error).toBe("Unhandled");
    expect(value).toMatchObject({ errorMessage: "asked to" });
  },
  BUILD_LIMIT,
);

const JAVA = `package example;

import java.util.Map;

public class Handler {
  public Map<String, Object> handle(Map<String, Object> event) {
    if (Boolean.TRUE.equals(event.get("fail"))) throw new IllegalStateException("asked to");
    System.out.println("from Java");
    return Map.of("got", event);
  }
}
`;

test.skipIf(!has("javac", "-version") || !has("mvn", "-version"))(
  "Java: the runtime interface client",
  async () => {
    const project = build("java", { "example/Handler.java": JAVA }, [
      "javac",
      "--release",
      "17",
      "example/Handler.java",
    ]);
    await deploy("java", "java17", "example.Handler::handle", {
      "example/Handler.class": join(project, "example/Handler.class"),
    });
    const { value, log } = await invoke(client, "java", { a: 1 });
    expect(value).toEqual({ got: { a: 1 } });
    expect(log).toContain("from Java\n");
    expect((await invoke(client, "java", { fail: true })).value).toMatchObject({
      errorMessage: "asked to",
      errorType: "java.lang.IllegalStateException",
    });
  },
  BUILD_LIMIT,
);
