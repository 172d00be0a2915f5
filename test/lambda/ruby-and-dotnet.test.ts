/** Functions of Ruby, where there is one on this machine; of .NET by the command line that they are started with. */
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CreateFunctionCommand, type CreateFunctionCommandInput, type LambdaClient } from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestCloud, type TestCloud } from "../support/cloud.ts";
import { invoke, lambdaClient, ROLE, zip } from "./support.ts";

let cloud: TestCloud;
let client: LambdaClient;

beforeAll(async () => {
  cloud = await startTestCloud();
  client = lambdaClient(cloud);
});

afterAll(async () => {
  await cloud?.stop();
});

async function create(
  FunctionName: string,
  files: Readonly<Record<string, string>>,
  settings: Pick<CreateFunctionCommandInput, "Runtime" | "Handler" | "LoggingConfig">,
): Promise<void> {
  const Code = { ZipFile: await zip(files) };
  await client.send(new CreateFunctionCommand({ FunctionName, Role: ROLE, Timeout: 10, Code, ...settings }));
}

const isThere = (command: string): boolean => {
  try {
    execFileSync(command, ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
};

const settings = { Runtime: "ruby3.3", Handler: "app.handler" } as const;

describe.runIf(isThere("ruby"))("Ruby", () => {
  test("a method answers, prints and logs", async () => {
    const code = `require "logger"
def handler(event:, context:)
  puts "two", "lines"
  Logger.new($stdout).info("logged")
  { sum: event["a"] + 1, name: context.function_name, left: context.get_remaining_time_in_millis > 5000, of: event }
end
`;
    await create("answers", { "app.rb": code }, settings);
    const { value, log } = await invoke(client, "answers", { a: 1, text: "grün" });
    expect(value).toEqual({ sum: 2, name: "answers", left: true, of: { a: 1, text: "grün" } });
    expect(log).toContain("two\nlines\n");
    expect(log).toMatch(/^I, \[[\dT:.-]+ #\d+\] {2}INFO [\da-f-]{36} -- : logged$/m);
    expect((await invoke(client, "answers", { a: 2 })).value).toMatchObject({ sum: 3 });
  });

  test("a method of a class is named with it", async () => {
    const code = "module Shop\n  class Cart\n    def self.run(event:, context:)\n      event\n    end\n  end\nend\n";
    await create("class", { "app.rb": code }, { ...settings, Handler: "app.Shop::Cart.run" });
    expect((await invoke(client, "class", [1])).value).toEqual([1]);
  });

  // Source: AWS's guide, "Lambda function errors in Ruby".
  test("an error is told with type, message and the user's part of the trace", async () => {
    const code =
      'def handler(event:, context:)\n  raise ArgumentError, "no" if event["no"]\n\n  [1, 2].first("two")\nend\n';
    await create("fails", { "app.rb": code }, settings);
    const { value, error } = await invoke(client, "fails", {});
    expect(error).toBe("Unhandled");
    expect(value).toEqual({
      errorMessage: "no implicit conversion of String into Integer",
      errorType: "Function<TypeError>",
      stackTrace: [expect.stringMatching(/app\.rb:4:in `first'$/), expect.stringMatching(/app\.rb:4:in `handler'$/)],
    });
    expect((await invoke(client, "fails", { no: 1 })).value).toMatchObject({ errorType: "Function<ArgumentError>" });
  });

  test("a name that is missing ends the process, and the next invocation has another", async () => {
    const code = "$n = 0\ndef handler(event:, context:)\n  $n += 1\n  nowhere if event['fail']\n  $n\nend\n";
    await create("critical", { "app.rb": code }, settings);
    expect((await invoke(client, "critical", {})).value).toBe(1);
    expect((await invoke(client, "critical", { fail: true })).value).toMatchObject({
      errorType: "Function<NameError>",
    });
    expect((await invoke(client, "critical", {})).value).toBe(1);
  });

  test("a file that is missing is an error of the initialization", async () => {
    await create("missing", { "app.rb": "" }, { ...settings, Handler: "nowhere.handler" });
    expect((await invoke(client, "missing", {})).value).toMatchObject({
      errorType: "Init<LoadError>",
      errorMessage: "cannot load such file -- nowhere",
    });
  });

  test("records are JSON where the function's log is", async () => {
    const code = 'require "logger"\ndef handler(event:, context:)\n  Logger.new($stdout).warn("careful")\nend\n';
    await create("json", { "app.rb": code }, { ...settings, LoggingConfig: { LogFormat: "JSON" } });
    const { log } = await invoke(client, "json", {});
    const record = log.split("\n").find((line) => line.includes("careful")) ?? "{}";
    expect(JSON.parse(record)).toMatchObject({
      level: "WARN",
      message: "careful",
      requestId: expect.stringMatching(/^[\da-f-]{36}$/) as string,
    });
  });
});

test.skipIf(isThere("ruby"))("without a Ruby the answer names it", async () => {
  await create("none", { "app.rb": "" }, settings);
  const { value } = await invoke(client, "none", {});
  expect(value).toMatchObject({
    errorType: "Runtime.InvalidEntrypoint",
    errorMessage: expect.stringContaining("need Ruby 3.3, and no Ruby was found on this machine") as string,
  });
});

// A program in the place of dotnet, which answers with what it was called with.
const STAND_IN = `#!/bin/sh
next() { curl -s -D - -o /dev/null "http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation/next"; }
while id=$(next | tr -d '\\r' | sed -n 's/^Lambda-Runtime-Aws-Request-Id: //p'); [ -n "$id" ]; do
  curl -s -d "\\"$*\\"" "http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation/$id/response" >/dev/null
done
`;

test("a program of .NET is executed; a class library through the runtime support that it brings", async () => {
  const folder = mkdtempSync(join(import.meta.dirname, "../../node_modules/.terrarium-dotnet-"));
  const before = process.env["DOTNET_ROOT"];
  try {
    mkdirSync(join(folder, "bin"));
    writeFileSync(join(folder, "bin/dotnet"), STAND_IN);
    chmodSync(join(folder, "bin/dotnet"), 0o755);
    process.env["DOTNET_ROOT"] = join(folder, "bin");
    const Runtime = "dotnet8";
    await create("program", { "App.dll": "" }, { Runtime, Handler: "App" });
    await create("library", { "Amazon.Lambda.RuntimeSupport.dll": "" }, { Runtime, Handler: "App::My.Class::Run" });
    await create("lonely", { "App.dll": "" }, { Runtime, Handler: "App::My.Class::Run" });
    const program = (await invoke(client, "program", {})).value as string;
    const library = (await invoke(client, "library", {})).value as string;
    const short = (text: string) => text.replaceAll(/\S*\/(?=[^/ ]+(\.dll|\.json))/g, "");
    expect(short(program)).toBe("exec App.dll");
    expect(short(library)).toBe(
      "exec --depsfile App.deps.json --runtimeconfig App.runtimeconfig.json Amazon.Lambda.RuntimeSupport.dll App::My.Class::Run",
    );
    expect((await invoke(client, "lonely", {})).value).toMatchObject({
      errorMessage: expect.stringContaining(
        "publish the function with the package Amazon.Lambda.RuntimeSupport",
      ) as string,
    });
  } finally {
    if (before === undefined) delete process.env["DOTNET_ROOT"];
    else process.env["DOTNET_ROOT"] = before;
    rmSync(folder, { recursive: true });
  }
});
