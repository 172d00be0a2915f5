/**
 * Where commands find providers that are programs: mirrors with packages unpacked and packed, a plugin cache, a folder
 * that a developer names. The same CLI configuration files are read by terraform.
 */
import { existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ZipFile } from "yazl";
import type { Command } from "../../src/cli/command.ts";
import { init } from "../../src/cli/commands/init.ts";
import { plan } from "../../src/cli/commands/plan.ts";
import { currentPlatform } from "../../src/terraform/modules/provider-cache.ts";
import { runCommand } from "../support/run-command.ts";
import { buildProgram, writeProgram } from "./fixture/build-program.ts";

const SOURCE = "registry.terraform.io/acme/lease";

let bundle: string;
let program: string;
/** Holds the working directory and what is beside it. */
let folder: string;
let directory: string;

beforeAll(async () => {
  bundle = mkdtempSync(join(tmpdir(), "plugin-bundle-"));
  program = await buildProgram(bundle);
});
afterAll(() => rmSync(bundle, { recursive: true, force: true }));
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "plugin-places-"));
  directory = join(folder, "stack");
  mkdirSync(directory);
  configuration("");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const configuration = (constraint: string, more = ""): void =>
  writeFileSync(
    join(directory, "main.tf"),
    `terraform {
  required_providers {
    lease = {
      source = "acme/lease"
      ${constraint === "" ? "" : `version = ${JSON.stringify(constraint)}`}
    }
  }
}
ephemeral "lease_token" "one" {
  ${more}
}
data "lease_renewed" "one" {
  depends_on = [ephemeral.lease_token.one]
}
output "renewed" {
  value = data.lease_renewed.one.id
}
`,
  );

const settings = (text: string): void => writeFileSync(join(folder, "terraformrc"), text);

const run = (command: Command, ...args: readonly string[]) =>
  runCommand(directory, command, args, undefined, {
    PATH: process.env["PATH"],
    HOME: folder,
    XDG_CACHE_HOME: join(bundle, "cache"),
    TF_CLI_CONFIG_FILE: join(folder, "terraformrc"),
    FIXTURE_PROVIDER: "lease",
    FIXTURE_STARTS: join(folder, "starts"),
  });

function unpacked(root: string, version: string): string {
  const place = join(root, SOURCE, version, currentPlatform());
  mkdirSync(place, { recursive: true });
  writeProgram(join(place, `terraform-provider-lease_v${version}`), program);
  return place;
}

async function packed(root: string, version: string): Promise<void> {
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from(program), `terraform-provider-lease_v${version}`, { mode: 0o100755 });
  zip.end();
  const place = join(root, SOURCE);
  mkdirSync(place, { recursive: true });
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  writeFileSync(join(place, `terraform-provider-lease_${version}_${currentPlatform()}.zip`), Buffer.concat(chunks));
}

const mirror = (path: string, more = ""): string =>
  `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(path)}\n    ${more}\n  }\n}\n`;

const installed = (version: string): string =>
  join(directory, ".terraform/providers", SOURCE, version, currentPlatform());

async function planned(): Promise<string> {
  const { code, out, err } = await run(plan, "-no-color");
  expect(code, out + err).toBe(0);
  expect(out).toContain('+ renewed = "renewed 2"');
  return out;
}

async function initialised(): Promise<string> {
  const { code, out, err } = await run(init, "-no-color");
  expect(code, out + err).toBe(0);
  return out;
}

const locked = (): string => readFileSync(join(directory, ".terraform.lock.hcl"), "utf8");

describe("a filesystem mirror", () => {
  test("with packages as folders: they are linked to", async () => {
    const root = join(folder, "mirror");
    settings(mirror(root));
    unpacked(root, "1.0.0");
    unpacked(root, "1.2.0");
    unpacked(root, "2.0.0");
    configuration("~> 1.0");
    expect(await initialised()).toContain("- Installed acme/lease v1.2.0");
    expect(lstatSync(installed("1.2.0")).isSymbolicLink()).toBe(true);
    expect(locked()).toContain('version     = "1.2.0"');
    await planned();
  });

  test("with packages as archives: they are unpacked", async () => {
    const root = join(folder, "mirror");
    settings(mirror(root));
    await packed(root, "1.1.0");
    expect(await initialised()).toContain("- Installed acme/lease v1.1.0");
    const file = join(installed("1.1.0"), "terraform-provider-lease_v1.1.0");
    expect(lstatSync(file).mode & 0o111).not.toBe(0);
    await planned();
  });

  test("an archive that is newer than a folder wins", async () => {
    const root = join(folder, "mirror");
    settings(mirror(root));
    unpacked(root, "1.0.0");
    await packed(root, "1.1.0");
    expect(await initialised()).toContain("- Installed acme/lease v1.1.0");
  });

  test("that excludes the provider does not serve it", async () => {
    const root = join(folder, "mirror");
    settings(mirror(root, 'exclude = ["acme/*"]'));
    unpacked(root, "1.0.0");
    const { code, err } = await run(init, "-no-color");
    expect(code).toBe(1);
    expect(err).toContain("acme/lease");
  });

  test("that is implied: the user's own plugin folder", async () => {
    settings("");
    unpacked(join(folder, ".terraform.d/plugins"), "1.0.0");
    expect(await initialised()).toContain("- Installed acme/lease v1.0.0");
    await planned();
  });
});

test("a plugin cache", async () => {
  const root = join(folder, "cache");
  settings(`plugin_cache_dir = ${JSON.stringify(root)}\n`);
  unpacked(root, "1.0.0");
  await initialised();
  await planned();
});

test("a folder that a developer names serves whatever version is asked for, without init", async () => {
  const place = join(folder, "build");
  mkdirSync(place);
  writeProgram(join(place, "terraform-provider-lease"), program);
  settings(
    `provider_installation {\n  dev_overrides {\n    "acme/lease" = ${JSON.stringify(place)}\n  }\n  direct {}\n}\n`,
  );
  configuration("~> 9.0");
  const out = await planned();
  // As terraform 1.11.4 says it.
  expect(out).toContain(
    `Warning: Provider development overrides are in effect\n\nThe following provider development overrides are set in the CLI\nconfiguration:\n - acme/lease in ${place}\n\nThe behavior may therefore not match any released version of the provider and\napplying changes may cause the state to become incompatible with published\nreleases.\n`,
  );
  expect(existsSync(join(directory, ".terraform"))).toBe(false);
});

// The data source answers when the lease has been renewed for the last time.
describe("an ephemeral resource", () => {
  beforeEach(async () => {
    settings("");
    unpacked(join(folder, ".terraform.d/plugins"), "1.0.0");
    await initialised();
  });

  test("is renewed for as long as it is open", async () => {
    const out = await planned();
    const lines = out.split("\n").filter((line) => line.startsWith("ephemeral.lease_token.one: "));
    expect(lines.map((line) => line.replace(/^.*?: | after \d+s$/g, ""))).toEqual(
      ["Opening...", "Opening complete"]
        .concat(["Renewing...", "Renewal complete", "Renewing...", "Renewal complete"])
        .concat(["Closing...", "Closing complete"]),
    );
  });

  test("that is not renewed is told at the end", async () => {
    configuration("", "refused = true");
    const { code, out, err } = await run(plan, "-no-color");
    expect(code, out + err).toBe(1);
    expect(err).toContain("Error: Lease lost");
    expect(err).toContain("with ephemeral.lease_token.one,");
  });
});
