/** One provider under test, ours or the real one, behind the same few calls over plain values. */

import { UNKNOWN as PLUGIN_UNKNOWN } from "../../../scripts/aws-schema/msgpack.mjs";
import { type Plugin, startPlugin } from "../../../scripts/aws-schema/plugin.mjs";
import type { Cloud } from "../../../src/cloud/cloud.ts";
import { type Plain, type PlainObject, toPlain, toValue, UNKNOWN } from "../../../src/providers/aws/framework/plain.ts";
import { awsProvider } from "../../../src/providers/aws/provider.ts";
import type { Type } from "../../../src/terraform/lang/type.ts";
import type { PathStep, ValuePath } from "../../../src/terraform/lang/value.ts";

export interface Outcome {
  readonly state: PlainObject | null;
  readonly requiresReplace?: readonly string[];
  readonly errors: readonly string[];
  /** What the provider hands from a plan to its apply. */
  readonly private?: Uint8Array | undefined;
}

export interface Side {
  readonly name: string;
  plan(type: string, prior: PlainObject | null, proposed: PlainObject | null, config: PlainObject): Promise<Outcome>;
  /** `plan` is what `plan` answered; a null state in it removes the object. */
  apply(type: string, prior: PlainObject | null, plan: Outcome, config: PlainObject): Promise<Outcome>;
  read(type: string, state: PlainObject): Promise<Outcome>;
  importState(type: string, id: string): Promise<Outcome>;
  readData(type: string, config: PlainObject): Promise<Outcome>;
  validate(type: string, config: PlainObject, data: boolean): Promise<readonly Complaint[]>;
  /** The same provider, configured for another region; stopped with this one. */
  inRegion(region: string): Promise<Side>;
  stop(): void;
}

export interface Complaint {
  readonly severity: string;
  readonly summary: string;
  readonly detail: string;
  readonly path: string;
}

const REGION = "us-east-1";
const errorsOf = (list: readonly { severity: string; summary: string; detail: string }[]): string[] =>
  list.filter((one) => one.severity === "error").map((one) => `${one.summary} ${one.detail}`.trim());

/** A rehearsal reads everything anew, whatever is known. */
export function ourSide(
  cloud: Cloud,
  account: string,
  directory: string,
  { region = REGION, isRehearsal = false } = {},
): Side {
  const instance = awsProvider.create({
    cloud: async () => cloud,
    directory,
    environment: { AWS_REGION: region, AWS_ACCESS_KEY_ID: account },
    signal: new AbortController().signal,
    isRehearsal,
  });
  const resource = (type: string) => {
    const found = awsProvider.resources.get(type);
    if (!found) throw new Error(`No resource type ${type}`);
    return found;
  };
  const typeOf = (type: string): Type =>
    (resource(type) as unknown as { shape: { block: { type: Type } } }).shape.block.type;
  const outcome = (state: Plain, list: Parameters<typeof errorsOf>[0]): Outcome => ({
    state: state as PlainObject | null,
    errors: errorsOf(list),
  });
  const privates = undefined;
  const stepText = (step: PathStep): string =>
    step.kind === "attribute" ? step.name : typeof step.key === "object" ? "(element)" : String(step.key);
  const pathText = (path: ValuePath | undefined): string => (path ?? []).map(stepText).join(".");
  return {
    name: "ours",
    async plan(type, prior, proposed, config) {
      const value = (plain: Plain) => toValue(plain, typeOf(type));
      const answer = await resource(type).plan(
        { prior: value(prior), proposed: value(proposed), config: value(config), priorPrivate: privates },
        instance,
      );
      const paths = answer.requiresReplace.map((path) =>
        path.map((step) => (step.kind === "attribute" ? step.name : "*")).join("."),
      );
      return { ...outcome(toPlain(answer.planned), answer.diagnostics), requiresReplace: paths };
    },
    async apply(type, prior, plan, config) {
      const value = (plain: Plain) => toValue(plain, typeOf(type));
      const answer = await resource(type).apply(
        { prior: value(prior), planned: value(plan.state), config: value(config), plannedPrivate: privates },
        instance,
      );
      return outcome(toPlain(answer.state), answer.diagnostics);
    },
    async read(type, state) {
      const answer = await resource(type).read({ state: toValue(state, typeOf(type)), private: privates }, instance);
      return outcome(toPlain(answer.state), answer.diagnostics);
    },
    async importState(type, id) {
      const { imported, diagnostics } = await resource(type).importState(id, instance);
      return outcome(imported[0] ? toPlain(imported[0].state) : null, diagnostics);
    },
    async validate(type, config, data) {
      const found = data ? awsProvider.dataSources.get(type) : resource(type);
      if (!found) throw new Error(`No data source ${type}`);
      const shape = (found as unknown as { shape: { block: { type: Type } } }).shape;
      const list = await found.validate(toValue(config, shape.block.type), instance);
      return list.filter(({ advice }) => !advice).map((one) => ({ ...one, path: pathText(one.path) }));
    },
    async readData(type, config) {
      const found = awsProvider.dataSources.get(type);
      if (!found) throw new Error(`No data source ${type}`);
      const shape = (found as unknown as { shape: { block: { type: Type } } }).shape;
      const answer = await found.read(toValue(config, shape.block.type), instance);
      return outcome(toPlain(answer.state), answer.diagnostics);
    },
    inRegion: async (other) => ourSide(cloud, account, directory, { region: other, isRehearsal }),
    stop: () => {},
  };
}

const swap = (value: unknown, from: symbol, to: symbol): unknown => {
  if (value === from) return to;
  if (Array.isArray(value)) return value.map((one) => swap(one, from, to));
  if (value !== null && typeof value === "object")
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, swap(one, from, to)]));
  return value;
};

export async function realSide(binary: string, endpoint: string, account: string, region = REGION): Promise<Side> {
  const plugin: Plugin = await startPlugin(binary, {
    AWS_ACCESS_KEY_ID: account,
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: region,
  });
  const { provider } = await plugin.schema();
  const empty = Object.fromEntries([
    ...Object.keys(provider.attributes).map((name) => [name, null]),
    ...Object.keys(provider.blocks).map((name) => [name, []]),
  ]);
  const settings = { region, skip_metadata_api_check: "true", max_retries: 1, s3_use_path_style: true };
  const problems = errorsOf(await plugin.configure({ ...empty, ...settings }));
  if (problems.length > 0) throw new Error(problems.join("\n"));
  const given = (value: unknown) => swap(value, UNKNOWN, PLUGIN_UNKNOWN);
  const plain = (value: unknown) => swap(value, PLUGIN_UNKNOWN, UNKNOWN) as PlainObject | null;
  const elsewhere = new Map<string, Promise<Side>>();
  return {
    name: "real",
    async plan(type, prior, proposed, config) {
      const answer = await plugin.plan(type, given(prior), given(proposed), given(config));
      const paths = answer.requiresReplace.map((path) =>
        path.map((step) => (typeof step === "number" ? "*" : step)).join("."),
      );
      return {
        state: plain(answer.planned),
        errors: errorsOf(answer.diagnostics),
        requiresReplace: paths,
        private: answer.private,
      };
    },
    async apply(type, prior, plan, config) {
      const answer = await plugin.apply(type, given(prior), given(plan.state), given(config), plan.private);
      return { state: plain(answer.state), errors: errorsOf(answer.diagnostics) };
    },
    async read(type, state) {
      const answer = await plugin.read(type, given(state));
      return { state: plain(answer.state), errors: errorsOf(answer.diagnostics) };
    },
    async importState(type, id) {
      const answer = await plugin.importState(type, id);
      return { state: plain(answer.imported[0] ?? null), errors: errorsOf(answer.diagnostics) };
    },
    async validate(type, config, data) {
      const list = await plugin.validate(type, given(config), data);
      return list.map((one) => ({ ...one, path: one.path.join(".") }));
    },
    async readData(type, config) {
      const answer = await plugin.readData(type, given(config));
      return { state: plain(answer.state), errors: errorsOf(answer.diagnostics) };
    },
    inRegion(other) {
      const side = elsewhere.get(other) ?? realSide(binary, endpoint, account, other);
      elsewhere.set(other, side);
      return side;
    },
    stop() {
      for (const side of elsewhere.values()) void side.then((one) => one.stop());
      plugin.stop();
    },
  };
}
