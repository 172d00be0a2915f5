import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Diagnostic } from "../../hcl/diagnostic.ts";
import { loadDirectory } from "../config/load-directory.ts";
import { loadConfiguration } from "../config/load-tree.ts";
import { Sources } from "../diagnostics/sources.ts";
import { installModules } from "./install.ts";

let folder: string;
let server: Server;
let origin: string;

/** A registry that has one module in three versions, as an archive. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "terrarium-registry-"));
  mkdirSync(join(folder, "package", "sub"), { recursive: true });
  writeFileSync(join(folder, "package", "main.tf"), 'output "where" {\n  value = "root"\n}\n');
  writeFileSync(join(folder, "package", "sub", "main.tf"), 'output "where" {\n  value = "sub"\n}\n');
  execFileSync("tar", ["-czf", join(folder, "package.tar.gz"), "-C", join(folder, "package"), "."]);
  const versions = ["1.0.0", "1.2.0", "2.0.0-beta1"].map((version) => ({ version }));
  server = createServer((request, response) => {
    const path = request.url ?? "";
    if (path === "/.well-known/terraform.json") response.end(JSON.stringify({ "modules.v1": "/v1/modules/" }));
    else if (path === "/v1/modules/acme/queue/aws/versions") response.end(JSON.stringify({ modules: [{ versions }] }));
    else if (path === "/v1/modules/acme/queue/aws/1.2.0/download") {
      response.writeHead(204, { "X-Terraform-Get": "https://registry.test/package.tar.gz" }).end();
    } else if (path === "/package.tar.gz") response.end(readFileSync(join(folder, "package.tar.gz")));
    else response.writeHead(404).end();
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function install(configuration: string) {
  const directory = mkdtempSync(join(folder, "root-"));
  writeFileSync(join(directory, "main.tf"), configuration);
  const sources = new Sources();
  const diagnostics: Diagnostic[] = [];
  const lines: string[] = [];
  const options = { directory, dataDirectory: join(directory, ".terraform"), sources };
  const root = loadDirectory(directory, ".", sources, diagnostics);
  if (!root) throw new Error("No configuration");
  const toLoopback: typeof fetch = (input, settings) =>
    fetch(String(input instanceof Request ? input.url : input).replace("https://registry.test", origin), settings);
  await installModules(
    root,
    [],
    {
      ...options,
      upgrade: false,
      network: { fetch: toLoopback, environment: process.env, signal: new AbortController().signal },
      progress: {
        downloading: (key, address, version) => lines.push(`${key} ${address} ${version ?? ""}`.trim()),
        installed: (key, place) => lines.push(`${key} in ${place}`),
      },
    },
    diagnostics,
  );
  const loaded = loadConfiguration(options);
  return { lines, problems: [...diagnostics, ...loaded.diagnostics], tree: loaded.tree };
}

test("the newest version that a constraint admits comes from the registry", async () => {
  const { lines, problems, tree } = await install(
    'module "q" {\n  source  = "registry.test/acme/queue/aws"\n  version = "~> 1.0"\n}\n',
  );
  expect(problems).toEqual([]);
  expect(lines).toEqual(["q registry.test/acme/queue/aws 1.2.0", "q in .terraform/modules/q"]);
  expect(tree?.children.get("q")?.version).toBe("1.2.0");
  expect([...(tree?.children.get("q")?.module.outputs.keys() ?? [])]).toEqual(["where"]);
});

test("a folder within a package", async () => {
  const { lines } = await install('module "q" {\n  source = "registry.test/acme/queue/aws//sub"\n}\n');
  expect(lines.at(-1)).toBe("q in .terraform/modules/q/sub");
});

// Source: the words of terraform 1.11's module installer.
test.each([
  [
    "a constraint that nothing meets",
    'module "q" {\n  source  = "registry.test/acme/queue/aws"\n  version = ">= 3.0.0"\n}\n',
    "Unresolvable module version constraint",
    'There is no available version of module "registry.test/acme/queue/aws" (main.tf:1) which matches the given version constraint. The newest available version is 1.2.0.',
  ],
  [
    "a module that is not there",
    'module "n" {\n  source = "registry.test/acme/nothing/aws"\n}\n',
    "Module not found",
    'Module "n" (from main.tf:1) cannot be found in the module registry at registry.test.',
  ],
  [
    "a folder that is not there",
    'module "gone" {\n  source = "./gone"\n}\n',
    "Unreadable module directory",
    "Unable to evaluate directory symlink: lstat gone: no such file or directory",
  ],
])("%s", async (_, configuration, summary, detail) => {
  const { problems } = await install(configuration);
  expect(problems[0]).toMatchObject({ summary, detail });
});

test("a git repository, at a tag", async () => {
  const repository = mkdtempSync(join(folder, "git-"));
  const git = (...args: string[]): void =>
    void execFileSync("git", ["-C", repository, "-c", "user.name=t", "-c", "user.email=t@example.com", ...args]);
  git("init", "--quiet");
  writeFileSync(join(repository, "main.tf"), 'output "first" {\n  value = 1\n}\n');
  git("add", ".");
  git("commit", "--quiet", "-m", "first");
  git("tag", "v1");
  writeFileSync(join(repository, "main.tf"), 'output "second" {\n  value = 2\n}\n');
  git("commit", "--quiet", "-a", "-m", "second");
  const { problems, tree } = await install(`module "g" {\n  source = "git::file://${repository}?ref=v1"\n}\n`);
  expect(problems).toEqual([]);
  expect([...(tree?.children.get("g")?.module.outputs.keys() ?? [])]).toEqual(["first"]);
});
