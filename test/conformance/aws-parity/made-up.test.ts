/**
 * What the real provider and ours say to made-up configurations of every type: refusals while validating, plans of
 * creation and change, refused import ids. Nothing is applied. Needs the real provider (TERRARIUM_AWS_PROVIDER).
 */
import { tmpdir } from "node:os";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Plain, PlainObject } from "../../../src/providers/aws/framework/plain.ts";
import { UNKNOWN } from "../../../src/providers/aws/framework/plain.ts";
import type { BlockShape } from "../../../src/providers/aws/framework/shape.ts";
import { awsProvider } from "../../../src/providers/aws/provider.ts";
import type { Type } from "../../../src/terraform/lang/type.ts";
import { startTestCloud, type TestCloud } from "../../support/cloud.ts";
import { comparable } from "./compare.ts";
import { HINTS, hinted } from "./hints.ts";
import { known, minimal, type Place, places, sampleOf, withPath, wrap } from "./made-up.ts";
import { REMAINING } from "./remaining.ts";
import { proposed } from "./run-case.ts";
import { type Complaint, type Outcome, ourSide, realSide, type Side } from "./side.ts";

const binary = process.env["TERRARIUM_AWS_PROVIDER"];
const filter = new RegExp(process.env["TERRARIUM_PARITY_FILTER"] ?? "");
const ACCOUNT = "333333333333";
const IMPORT_IDS = [
  "v1",
  "v1/v2",
  "v1/v2/v3",
  "v1/v2/v3/v4",
  "v1,v2",
  "v1:v2",
  "v1|v2",
  "v1_v2",
  "arn:aws:iam::1:x/v1",
];
const TEXTS = ["v1", "", "{", "a".repeat(10_000), "A b!", "arn:x", "{}"];
const NUMBERS = [-1_000_000, 1e9, 0, 7];

const blockOf = (type: object): BlockShape => (type as { shape: { block: BlockShape } }).shape.block;
// Types whose service is not served are only compared when they are asked for.
const resources = [...awsProvider.resources]
  .filter(([, type]) => process.env["TERRARIUM_PARITY_FILTER"] !== undefined || type.isServed)
  .map(([name, type]) => ({ name, block: blockOf(type) }));
const dataSources = [...awsProvider.dataSources].map(([name, type]) => ({ name, block: blockOf(type) }));
const wanted = <T extends { readonly name: string }>(list: readonly T[]) =>
  list.filter(({ name }) => filter.test(name));

describe.skipIf(!binary)("made-up configurations", () => {
  let cloud: TestCloud;
  let ours: Side;
  let real: Side;

  beforeAll(async () => {
    cloud = await startTestCloud();
    ours = ourSide(cloud.cloud, ACCOUNT, tmpdir());
    real = await realSide(binary as string, cloud.endpoint, ACCOUNT);
  });
  afterAll(async () => {
    real?.stop();
    await cloud?.stop();
  });

  test.each(wanted(resources))("$name is validated", async ({ name, block }) => {
    hold(`${name} validated`, await refusalDifferences(name, block, false));
  });

  test.each(wanted(dataSources))("data $name is validated", async ({ name, block }) => {
    hold(`data ${name} validated`, await refusalDifferences(name, block, true));
  });

  test.each(wanted(resources))("$name is planned", async ({ name, block }) => {
    hold(`${name} planned`, await planDifferences(name, block));
  });

  test.each(wanted(resources).filter(({ name }) => awsProvider.resources.get(name)?.isServed))(
    "$name is imported",
    async ({ name, block }) => {
      const found: string[] = [];
      for (const id of IMPORT_IDS) {
        const [a, b] = await Promise.all([ours.importState(name, id), real.importState(name, id)]);
        const [told, expected] = [withoutRequest(a.errors.join()), withoutRequest(b.errors.join())];
        if (told !== expected) found.push(`${id}: ours "${told}", real "${expected}"`);
        else if (a.state && b.state)
          for (const [attribute, type] of block.type.attributes) {
            const [mine, theirs] = [comparable(a.state[attribute], type), comparable(b.state[attribute], type)];
            if (withoutTime(mine) !== withoutTime(theirs))
              found.push(`${id}: ${attribute}: ours ${mine}, real ${theirs}`);
          }
      }
      hold(`${name} imported`, found);
    },
  );

  async function refusalDifferences(type: string, block: BlockShape, data: boolean): Promise<string[]> {
    const found: string[] = [];
    const base = minimal(block, () => UNKNOWN);
    const ask = async (what: string, config: PlainObject): Promise<void> => {
      const [a, b] = await Promise.all([ours.validate(type, config, data), real.validate(type, config, data)]);
      const [mine, theirs] = [lines(a), lines(b)];
      for (const line of mine) if (!theirs.includes(line)) found.push(`${what}: only ours: ${line}`);
      for (const line of theirs) if (!mine.includes(line)) found.push(`${what}: only real: ${line}`);
    };
    await ask("required only", base);
    for (const { path, attribute, nested } of places(block)) {
      const put = (value: Plain) => withPath(block, base, path, value, () => UNKNOWN);
      if (nested)
        await ask(
          path.join("."),
          put(
            wrap(
              nested,
              minimal(nested.block, () => UNKNOWN),
            ),
          ),
        );
      else if (attribute)
        for (const sample of samplesFor(attribute.type)) await ask(`${path.join(".")} = ${short(sample)}`, put(sample));
    }
    // Everything that stands beside one attribute, two at a time, in the order of the schema.
    const settable = [...places(block)].filter(
      ({ path, attribute, nested }) => path.length === 1 && (attribute ? !attribute.required : nested?.min === 0),
    );
    const given = (config: PlainObject, place: Place) =>
      withPath(block, config, place.path, valueFor(place), (one) => sampleOf(one));
    const sure = minimal(block, (one) => sampleOf(one));
    for (const place of settable) await ask(`${place.path.join(".")} alone`, given(sure, place));
    for (const [index, place] of settable.entries())
      for (const other of settable.slice(index + 1))
        if (settable.length < 14) await ask(`${place.path[0]} with ${other.path[0]}`, given(given(sure, place), other));
    return found;
  }

  async function planDifferences(type: string, block: BlockShape): Promise<string[]> {
    const found: string[] = [];
    const base = { ...minimal(block, (one, path) => hinted(one, path)), ...HINTS[type] };
    const compare = async (what: string, prior: PlainObject | null, config: PlainObject): Promise<Outcome> => {
      const after = proposed(block, prior, config);
      const [a, b] = await Promise.all([ours.plan(type, prior, after, config), real.plan(type, prior, after, config)]);
      const [errors, expected] = [a.errors.join(" | "), b.errors.join(" | ")];
      if (errors !== expected) found.push(`${what}: errors: ours "${errors}", real "${expected}"`);
      else if (expected === "") {
        for (const [name, one] of block.type.attributes) {
          const [mine, theirs] = [comparable(a.state?.[name], one), comparable(b.state?.[name], one)];
          if (mine !== theirs) found.push(`${what}: ${name}: ours ${mine}, real ${theirs}`);
        }
        const replaced = (outcome: Outcome) => [...new Set(outcome.requiresReplace)].sort().join(", ");
        if (prior && replaced(a) !== replaced(b))
          found.push(`${what}: replace: ours ${replaced(a)}, real ${replaced(b)}`);
      }
      return b;
    };
    const bare = await compare("create", null, base);
    const empty = bare.errors.length === 0 ? bare : undefined;
    for (const { path, attribute, nested } of places(block)) {
      const put = (value: Plain) => withPath(block, base, path, value, hinted);
      const [one, two]: readonly [Plain, Plain] = attribute
        ? [hinted(attribute.type, path, 1), hinted(attribute.type, path, 2)]
        : nested
          ? [wrap(nested, minimal(nested.block, hinted, path)), nested.nesting === "single" ? null : []]
          : [null, null];
      if (empty?.state) await compare(`adding ${path.join(".")}`, known(block, empty.state), put(one));
      const made = await compare(`create with ${path.join(".")}`, null, put(one));
      if (!made.state || made.errors.length > 0) continue;
      const prior = known(block, made.state);
      await compare(`same ${path.join(".")}`, prior, put(one));
      await compare(`change of ${path.join(".")}`, prior, put(two));
      if (attribute && !attribute.required) await compare(`without ${path.join(".")}`, prior, put(null));
    }
    return found;
  }
});

/** No more differences than are known; what has been reached is held. */
function hold(what: string, found: readonly string[]): void {
  const known = REMAINING[what] ?? 0;
  expect(found.length <= known ? [] : found, `${what}: ${known} known`).toEqual([]);
}

/** Each side asked by a request of its own. */
const withoutRequest = (text: string): string => text.replaceAll(/RequestID: [0-9a-f-]{36}/g, "RequestID: …");
/** Ids made of the time. */
const withoutTime = (text: string): string => text.replaceAll(/terraform-\d{26}/g, "terraform-…");

const lines = (list: readonly Complaint[]): string[] =>
  list.map((one) => `${one.severity} ${one.path}: ${one.summary} ${one.detail}`.trim().replaceAll(/a{100,}/g, "…"));

const short = (value: Plain): string => JSON.stringify(value).replaceAll(/a{100,}/g, "…");

function samplesFor(type: Type): Plain[] {
  switch (type.kind) {
    case "string":
      return TEXTS;
    case "number":
      return NUMBERS;
    case "list":
    case "set":
      return samplesFor(type.element).map((one) => [one]);
    case "map":
      return samplesFor(type.element).map((one) => ({ k: one }));
    default:
      return [];
  }
}

const valueFor = ({ attribute, nested }: Place): Plain =>
  attribute
    ? sampleOf(attribute.type)
    : nested
      ? wrap(
          nested,
          minimal(nested.block, (one) => sampleOf(one)),
        )
      : null;
