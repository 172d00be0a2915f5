/** Providers that are programs, hosted behind the interface of our own ones: the same answers, under both protocols. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type HostedProvider, hostProvider } from "../../src/plugin/host/hosted-provider.ts";
import { launchPlugin } from "../../src/plugin/host/launch.ts";
import { PluginFailure } from "../../src/plugin/host/plugin-client.ts";
import { providerType } from "../../src/providers/registry.ts";
import { BigFloat } from "../../src/terraform/lang/number.ts";
import { nullValue, numberValue, objectValue, stringValue, type Value } from "../../src/terraform/lang/value.ts";
import { blockType, emptyBlock } from "../../src/terraform/plan/schema-type.ts";
import type { ProviderHost, ProviderType, Schema } from "../../src/terraform/provider.ts";
import { buildProgram, writeProgram } from "./fixture/build-program.ts";

let folder: string;
let program: string;
const open: HostedProvider[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "plugin-host-"));
  program = writeProgram(join(folder, "terraform-provider-fixture"), await buildProgram(folder));
});
afterEach(() => {
  for (const hosted of open.splice(0)) hosted.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const SOURCE = "registry.terraform.io/acme/fixture";

async function host(
  provider: string,
  environment: Record<string, string> = {},
  path = program,
): Promise<HostedProvider> {
  const place = {
    directory: folder,
    environment: {
      PATH: process.env["PATH"],
      XDG_CACHE_HOME: join(folder, `cache-${provider}`),
      FIXTURE_PROVIDER: provider,
      FIXTURE_STARTS: join(folder, `starts-${provider}`),
      ...environment,
    },
  };
  const hosted = await hostProvider({ source: SOURCE, version: "1.2.3", path }, place);
  open.push(hosted);
  return hosted;
}

const starts = (provider: string): number => {
  const file = join(folder, `starts-${provider}`);
  return existsSync(file) ? readFileSync(file, "utf8").trim().split("\n").length : 0;
};

const HOST: ProviderHost = {
  cloud: () => Promise.reject(new Error("No cloud")),
  directory: "/",
  environment: {},
  signal: new AbortController().signal,
};

async function configured({ type }: HostedProvider) {
  const instance = type.create(HOST);
  const config = emptyBlock(type.schema.block);
  expect(await instance.validateConfig(config)).toEqual([]);
  expect(await instance.configure(config)).toEqual([]);
  return instance;
}

function filled({ block }: Schema, given: Readonly<Record<string, Value>>): Value {
  const empty = emptyBlock(block);
  return objectValue(
    [...empty.entries].map(([name, value]) => [name, given[name] ?? value] as const),
    blockType(block),
  );
}

const builtIn = async (name: string): Promise<ProviderType> =>
  (await providerType(`registry.terraform.io/hashicorp/${name}`)) as ProviderType;

test.each(["5", "6"])("schemas and resources are the program's own under protocol %s", async (protocol) => {
  const hosted = await host("random", {
    FIXTURE_PROTOCOL: protocol,
    XDG_CACHE_HOME: join(folder, `cache-${protocol}`),
  });
  const { type } = hosted;
  const own = await builtIn("random");
  expect([...type.resources.keys()].sort()).toEqual([...own.resources.keys()].sort());
  for (const [name, resource] of own.resources) {
    const schema = type.resources.get(name)?.schema;
    expect(schema?.version).toBe(resource.schema.version);
    expect(blockType(schema?.block as Schema["block"])).toEqual(blockType(resource.schema.block));
  }
  const provider = await configured(hosted);
  const integer = type.resources.get("random_integer");
  if (!integer) throw new Error("No random_integer");
  const number = (value: number): Value => numberValue(BigFloat.from(BigInt(value)));
  const config = filled(integer.schema, { min: number(1), max: number(9), seed: stringValue("a") });
  expect(await integer.validate(config, provider)).toEqual([]);
  const none = nullValue(blockType(integer.schema.block));
  const plan = await integer.plan({ prior: none, proposed: config, config, priorPrivate: undefined }, provider);
  expect(plan.diagnostics).toEqual([]);
  expect(plan.planned.entries.get("result")?.isKnown).toBe(false);
  const made = await integer.apply(
    { prior: none, planned: plan.planned, config, plannedPrivate: plan.private },
    provider,
  );
  const result = made.state.entries.get("result")?.content as BigFloat;
  expect(result.toNumber()).toBeGreaterThanOrEqual(1);
  const read = await integer.read({ state: made.state, private: made.private }, provider);
  expect(read.state).toEqual(made.state);
  const wider = filled(integer.schema, { min: number(1), max: number(10), seed: stringValue("a") });
  const proposed = objectValue([...made.state.entries, ["max", number(10)] as const], made.state.type as never);
  const replaced = await integer.plan(
    { prior: made.state, proposed, config: wider, priorPrivate: undefined },
    provider,
  );
  expect(replaced.requiresReplace).toEqual([[{ kind: "attribute", name: "max" }]]);
  const imported = await integer.importState("5,1,9", provider);
  expect(imported.imported[0]?.state.entries.get("max")).toEqual(number(9));
  expect((await integer.importState("nonsense", provider)).diagnostics[0]?.severity).toBe("error");
  const gone = await integer.apply(
    { prior: made.state, planned: none, config: none, plannedPrivate: undefined },
    provider,
  );
  expect(gone.state.isNull).toBe(true);
});

test("diagnostics keep their paths", async () => {
  const hosted = await host("random");
  const password = hosted.type.resources.get("random_password");
  if (!password) throw new Error("No random_password");
  const config = filled(password.schema, { length: numberValue(BigFloat.from(0n)) });
  expect(await password.validate(config, await configured(hosted))).toEqual([
    {
      severity: "error",
      summary: "Invalid Attribute Value",
      detail: "Attribute length value must be at least 1, got: 0",
      path: [{ kind: "attribute", name: "length" }],
    },
  ]);
});

test("an ephemeral resource opens and closes", async () => {
  const hosted = await host("random");
  const password = hosted.type.ephemeralResources.get("random_password");
  if (!password) throw new Error("No ephemeral random_password");
  const provider = await configured(hosted);
  const config = filled(password.schema, { length: numberValue(BigFloat.from(12n)) });
  const opened = await password.open(config, provider);
  expect(opened.result.entries.get("result")?.string).toHaveLength(12);
  expect(await password.close?.(opened.private, provider)).toEqual([]);
});

// As a service that hands out credentials for some minutes does it.
test("an ephemeral resource says when it has to be renewed, and with what", async () => {
  const hosted = await host("lease");
  const token = hosted.type.ephemeralResources.get("lease_token");
  if (!token?.renew) throw new Error("No ephemeral lease_token");
  const provider = await configured(hosted);
  const before = Date.now();
  const opened = await token.open(filled(token.schema, {}), provider);
  expect(opened.renewAt?.getTime()).toBeGreaterThanOrEqual(before + 20);
  const once = await token.renew(opened.private, provider);
  expect(once.diagnostics).toEqual([]);
  expect(once.renewAt?.getTime()).toBeGreaterThanOrEqual(before + 20);
  expect(Buffer.from(once.private ?? []).toString()).toBe("renewed 1");
  const twice = await token.renew(once.private, provider);
  expect(twice).toEqual({ private: Buffer.from("renewed 2"), diagnostics: [] });
});

test("a function answers within the turn it is called in", async () => {
  const { type } = await host("time");
  const parse = type.functions.get("rfc3339_parse");
  const answer = parse?.call([stringValue("2024-02-29T10:00:00Z")], HOST);
  if (!answer || answer instanceof Promise || "error" in answer) throw new Error("No result at once");
  expect(answer.result.entries.get("year")?.content).toEqual(BigFloat.from(2024n));
  const refused = parse?.call([stringValue("yesterday")], HOST);
  expect(refused).toMatchObject({ argument: 0, error: expect.stringContaining("yesterday") });
});

test("schemas come from the cache when the program is the same", async () => {
  (await host("null")).close();
  const before = starts("null");
  const { type } = await host("null");
  expect(type.resources.get("null_resource")?.schema.block.attributes["triggers"]?.optional).toBe(true);
  expect(starts("null")).toBe(before);
});

test("equal configurations share a process", async () => {
  const hosted = await host("local");
  const before = starts("local");
  await configured(hosted);
  await configured(hosted);
  expect(starts("local")).toBe(before);
});

test("a program that dies in a call is reported as terraform does", async () => {
  const hosted = await host("random", { FIXTURE_CRASH_IN: "ValidateResourceConfig" });
  const pet = hosted.type.resources.get("random_pet");
  if (!pet) throw new Error("No random_pet");
  const [found] = await pet.validate(filled(pet.schema, {}), await configured(hosted));
  expect(found?.summary).toBe("Plugin did not respond");
  // Source: terraform's internal/plugin6 for a provider that is unavailable.
  expect(found?.detail).toMatch(
    /^The plugin encountered an error, and failed to respond to the plugin6\.\(\*GRPCProvider\)\.ValidateResourceConfig call\. The plugin logs may contain more details\.\n\nStack trace from the registry\.terraform\.io\/acme\/fixture plugin:\n\npanic: runtime error: index out of range/,
  );
});

test("a function whose program dies fails with what terraform says of it", async () => {
  const { type } = await host("time", { FIXTURE_CRASH_IN: "CallFunction" });
  const answer = await type.functions.get("rfc3339_parse")?.call([stringValue("2024-02-29T10:00:00Z")], HOST);
  expect(answer).toMatchObject({
    error: expect.stringMatching(
      /^Plugin did not respond: The plugin encountered an error, and failed to respond to the plugin6\.\(\*GRPCProvider\)\.CallFunction call\./,
    ),
  });
});

// Its standard error is nobody's pipe, which could fill up.
test("a program that prints a lot while it works", async () => {
  const hosted = await host("random", { FIXTURE_NOISE: String(4 * 1024 * 1024) });
  const pet = hosted.type.resources.get("random_pet");
  if (!pet) throw new Error("No random_pet");
  expect(await pet.validate(filled(pet.schema, {}), await configured(hosted))).toEqual([]);
});

test("a program that says nothing is waited for only so long", async () => {
  const path = writeProgram(join(folder, "silent"), "#!/bin/sh\nexec sleep 30\n");
  await expect(launchPlugin(path, { directory: folder, environment: process.env }, 200)).rejects.toThrow(
    "it did not say where it serves within 0.2 seconds",
  );
});

test.each([
  [
    "ends at once",
    "#!/bin/sh\necho 'bad machine' >&2\nexit 3\n",
    "it ended with code 3 before it served:\nbad machine",
  ],
  ["prints something else", "#!/bin/sh\necho hello\nsleep 5\n", 'it printed "hello" in place of a handshake'],
  ["wants TLS", "#!/bin/sh\necho '1|6|unix|/x|grpc|TUlJ'\nsleep 5\n", "it insists on TLS, which was not asked for"],
  ["speaks netrpc", "#!/bin/sh\necho '1|5|unix|/x|netrpc|'\nsleep 5\n", "it speaks netrpc, not grpc"],
  ["is nowhere", "#!/bin/sh\necho '1|6|unix|/x/y|grpc|'\nexec sleep 5\n", "connect ENOENT /x/y"],
  ["speaks another protocol", "#!/bin/sh\necho '1|4|unix|/x|grpc|'\nsleep 5\n", "it speaks protocol 4, not 5 or 6"],
])("a program that %s is named", async (name, text, reason) => {
  const path = writeProgram(join(folder, name.replaceAll(" ", "-")), text);
  const failure = await host("none", {}, path).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(PluginFailure);
  expect((failure as PluginFailure).diagnostic.detail).toBe(
    `The program of provider ${SOURCE} (${path}) failed: ${reason}.`,
  );
});

test("a program that is no program is named", async () => {
  const path = join(folder, "folder");
  mkdirSync(path);
  await expect(host("none", {}, path)).rejects.toThrow(/EACCES/);
});
