/**
 * Finishes the creations that were under way when their process was killed, as an interrupt lets them finish: with what
 * was planned then, whatever the configuration says now. The next plan finds the objects in the state and decides.
 */
import type { Creation } from "../../cloud/creation.ts";
import { hasErrors } from "../../hcl/diagnostic.ts";
import { printProviderSource } from "../addresses/provider.ts";
import type { ResourceInstanceAddress } from "../addresses/resource.ts";
import { type PathMarks, SENSITIVE } from "../lang/marks.ts";
import { BigFloat } from "../lang/number.ts";
import { type Mark, type PathStep, Value } from "../lang/value.ts";
import { objectId } from "../plan/events.ts";
import { withMarks } from "../plan/plan-values.ts";
import { parseProviderConfig } from "../plan/provider-config-text.ts";
import { blockType } from "../plan/schema-type.ts";
import type { ProviderHost, ProviderType } from "../provider.ts";
import type { State } from "../state/state.ts";
import { StoredObject } from "../state/stored-object.ts";

interface Begun {
  readonly address: ResourceInstanceAddress;
  /** As state files have it. */
  readonly provider: string;
  readonly dependencies: readonly string[];
  readonly createBeforeDestroy: boolean;
  readonly marks: readonly PathMarks[];
  /** Provisioners follow, so that the object alone is not all. */
  readonly provisioned: boolean;
  /** Under which the object waits that is replaced. */
  readonly deposed: string | undefined;
}

/** Plain data about a creation, for the notes. */
export function aboutCreation({ marks, ...begun }: Begun) {
  const sensitive = marks.filter((mark) => mark.marks.has(SENSITIVE)).map(({ path }) => path.map(plainStep));
  return { ...begun, sensitive };
}

/** Puts what came of them into the state; returns how many have left an object. */
export async function resumeCreations(
  creations: readonly Creation[],
  state: State,
  lookup: (source: string) => Promise<ProviderType | undefined>,
  host: ProviderHost,
): Promise<number> {
  let objects = 0;
  for (const creation of creations) {
    const begun = creation.about() as ReturnType<typeof aboutCreation>;
    const { address, provider, dependencies, createBeforeDestroy } = begun;
    const config = parseProviderConfig(provider);
    const kind = config && (await lookup(printProviderSource(config.provider)));
    const type = kind?.resources.get(address.resource.type);
    if (!kind || !type?.resume) continue;
    const result = await type.resume(creation, kind.create(host));
    creation.told = true;
    if (result.state.isNull) continue;
    const marks = begun.sensitive.map((path) => ({ path: path.map(readStep), marks: new Set<Mark>([SENSITIVE]) }));
    const value = withMarks(result.state, marks, type.schema.block);
    const status = begun.provisioned || hasErrors(result.diagnostics) ? "tainted" : "ready";
    const meta = { status, dependencies, createBeforeDestroy, private: result.private } as const;
    const object = StoredObject.fromValue(value, blockType(type.schema.block), type.schema.version, meta);
    const current = state.instance(address)?.current;
    const replaced = current && objectId(current.value(blockType(type.schema.block)))?.value !== objectId(value)?.value;
    if (replaced && begun.deposed !== undefined) state.depose(address, begun.deposed);
    state.setCurrent(address, object, provider);
    objects++;
  }
  return objects;
}

type PlainStep = { readonly name: string } | { readonly key: string | number };

function plainStep(step: PathStep): PlainStep {
  if (step.kind === "attribute") return { name: step.name };
  const key = step.key instanceof Value ? (step.key.content as string | BigFloat) : step.key;
  return { key: key instanceof BigFloat ? key.toNumber() : key };
}

const readStep = (step: PlainStep): PathStep =>
  "name" in step ? { kind: "attribute", name: step.name } : { kind: "index", key: step.key };
