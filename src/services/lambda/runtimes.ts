/** Which runtimes Lambda takes, and which it no longer does. Lists as AWS's refusals show them. */
import { createHash } from "node:crypto";
import { partitionOf } from "../../cloud/regions.ts";
import { invalidParameter } from "./fault.ts";

/** In the order of AWS's own message. */
const SUPPORTED = [
  "nodejs20.x",
  "python3.14",
  "provided.al2023",
  "python3.12",
  "python3.13",
  "nodejs24.x",
  "nodejs22.x",
  "java25",
  "python3.10",
  "python3.11",
  "java21",
  "ruby3.3",
  "ruby3.4",
  "ruby3.2",
  "python3.8",
  "python3.9",
  "java17",
  "nodejs16.x",
  "dotnet10",
  "dotnet8",
  "java11",
  "dotnet6",
  "nodejs18.x",
  "provided.al2",
  "java8.al2",
];

/** Newer than the recorded list. */
const NEWER = new Set(["ruby4.0", "nodejs26.x", "python3.15"]);

const RETIRED = new Set([
  "nodejs",
  "nodejs4.3",
  "nodejs4.3-edge",
  "nodejs6.10",
  "nodejs8.10",
  "nodejs10.x",
  "nodejs12.x",
  "nodejs14.x",
  "java8",
  "python2.7",
  "python3.6",
  "python3.7",
  "dotnetcore1.0",
  "dotnetcore2.0",
  "dotnetcore2.1",
  "dotnetcore3.1",
  "dotnet5.0",
  "go1.x",
  "ruby2.5",
  "ruby2.7",
  "provided",
]);

export function requireRuntime(runtime: string): void {
  if (RETIRED.has(runtime)) {
    throw invalidParameter(
      `The runtime parameter of ${runtime} is no longer supported for creating or updating AWS Lambda functions. We recommend you use a supported runtime while creating or updating functions.`,
    );
  }
  if (!SUPPORTED.includes(runtime) && !NEWER.has(runtime)) {
    throw invalidParameter(
      `Value ${runtime} at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: [${SUPPORTED.join(", ")}] or be a valid ARN`,
    );
  }
}

/** Java from 11, Python from 3.12 and .NET from 8 on. Source: Lambda's guide, "SnapStart". */
export const hasSnapStart = (runtime: string): boolean =>
  /^(java(11|17|21|25)|python3\.1[2-9]|dotnet(8|10))$/.test(runtime);

/** AWS names the exact build of a runtime by a hash; ours follows from the runtime's name. */
export function runtimeVersionArn(region: string, runtime: string): string {
  const hash = createHash("sha256").update(`terrarium ${runtime}`).digest("hex");
  return `arn:${partitionOf(region)}:lambda:${region}::runtime:${hash}`;
}
