/**
 * Java functions: the machine's JDK with AWS's own runtime interface client, which finds handlers of every kind. The
 * client's jars are fetched by Maven once and kept in the user's cache folder.
 */
import { execFile } from "node:child_process";
import { existsSync, readdirSync, realpathSync } from "node:fs";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import type { Layout } from "../environment-variables.ts";
import type { LaunchRequest } from "./launcher.ts";

const run = promisify(execFile);

/** The newest client whose jars were seen to work here. */
const CLIENT_VERSION = "2.6.0";
const MAIN_CLASS = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

export interface JavaInstallation {
  readonly executable: string;
  /** Folder of the client's jars. */
  readonly client: string;
  readonly folders: readonly string[];
}

export async function findJava(runtime: string): Promise<JavaInstallation> {
  const wanted = Number(/^java(\d+)/.exec(runtime)?.[1] ?? 0);
  const executable = javaExecutable();
  const version = executable === undefined ? 0 : await majorVersion(executable);
  if (executable === undefined || version < wanted) {
    const found = version === 0 ? "none was found" : `Java ${version} was found`;
    throw new Error(
      `Functions of the runtime ${runtime} need a JDK of version ${wanted} or newer, and ${found} on this machine`,
    );
  }
  const client = await clientJars(runtime);
  return { executable, client, folders: [dirname(dirname(executable)), client] };
}

/** The code and its libraries, then those of layers, as Lambda puts them on the class path. */
export function javaCommand(
  java: JavaInstallation,
  { version }: LaunchRequest,
  layout: Layout,
  debugPort: number | undefined,
): string[] {
  const libraries = [`${layout.taskRoot}/`, `${layout.taskRoot}/lib/*`, `${layout.opt}/java/lib/*`, `${java.client}/*`];
  const memory = Math.max(32, Math.floor(version.memorySize * 0.8));
  const options = [`-Xmx${memory}m`, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"];
  if (debugPort !== undefined) {
    options.push(`-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:${debugPort}`);
  }
  return [java.executable, ...options, "-cp", libraries.join(":"), MAIN_CLASS, version.handler];
}

function javaExecutable(): string | undefined {
  const home = process.env["JAVA_HOME"];
  const folders = [...(home ? [join(home, "bin")] : []), ...(process.env["PATH"] ?? "").split(delimiter)];
  const found = folders.map((folder) => join(folder, "java")).find((file) => existsSync(file));
  return found === undefined ? undefined : realpathSync(found);
}

async function majorVersion(executable: string): Promise<number> {
  const { stderr } = await run(executable, ["-version"]).catch(() => ({ stderr: "" }));
  return Number(/version "(\d+)/.exec(stderr)?.[1] ?? 0);
}

async function clientJars(runtime: string): Promise<string> {
  const cache = join(process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), "terrarium");
  const folder = join(cache, `java-client-${CLIENT_VERSION}`);
  if (existsSync(folder) && readdirSync(folder).length > 0) return folder;
  const work = join(cache, `.java-client-${process.pid}`);
  await mkdir(work, { recursive: true });
  try {
    await writeFile(join(work, "pom.xml"), POM);
    const goal = ["dependency:copy-dependencies", `-DoutputDirectory=${work}/lib`];
    await run("mvn", ["-q", "-B", "-f", join(work, "pom.xml"), ...goal], { timeout: 120_000 });
    await rename(join(work, "lib"), folder);
    return folder;
  } catch (error) {
    const reason =
      (error as NodeJS.ErrnoException).code === "ENOENT" ? "Maven (mvn) was not found" : "Maven could not fetch it";
    throw new Error(
      `Functions of the runtime ${runtime} need com.amazonaws:aws-lambda-java-runtime-interface-client:${CLIENT_VERSION}, and ${reason} on this machine`,
    );
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

const POM = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>terrarium</groupId>
  <artifactId>java-client</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>com.amazonaws</groupId>
      <artifactId>aws-lambda-java-runtime-interface-client</artifactId>
      <version>${CLIENT_VERSION}</version>
    </dependency>
  </dependencies>
</project>
`;
