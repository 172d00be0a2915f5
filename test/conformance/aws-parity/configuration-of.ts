/** A case as one configuration in Terraform's JSON syntax: what a step takes from an earlier one is a reference. */
import { blockOf } from "./block-of.ts";
import type { Attributes, Made, ParityCase, Step } from "./parity-case.ts";
import { fill } from "./run-case.ts";

/** Around a reference while the text around it is still to be escaped; JSON leaves it as it is. */
const MARK = "¦";

export function configurationOf({ steps }: ParityCase, stage: "create" | "update"): string {
  const addressOf = ({ data, type, name }: Step): string => `${data ? "data." : ""}${type}.${name}`;
  const made: Made = (name, attribute) => {
    const step = steps.find((candidate) => candidate.name === name);
    if (!step) throw new Error(`No step ${name}`);
    return `${MARK}${addressOf(step)}.${attribute}${MARK}`;
  };
  const aliasOf = (region: string): string => region.replaceAll("-", "_");
  const regions = [...new Set(steps.flatMap(({ region }) => region ?? []))];
  const providers = { aws: regions.map((region) => ({ alias: aliasOf(region), region })) };
  const blocks: Record<string, Record<string, Record<string, unknown>>> = {};
  for (const [index, step] of steps.entries()) {
    // Objects inside attributes have to be whole.
    const given = fill(blockOf(step), stage === "update" && step.update ? step.update(made) : step.config(made));
    const kind = step.data ? "data" : "resource";
    blocks[kind] ??= {};
    blocks[kind][step.type] ??= {};
    // In the order of the case, whatever refers to what.
    const earlier = steps.slice(0, index).map(addressOf);
    (blocks[kind][step.type] as Record<string, unknown>)[step.name] = {
      ...withText(given),
      depends_on: earlier,
      ...(step.region === undefined ? {} : { provider: `aws.${aliasOf(step.region)}` }),
    };
  }
  return JSON.stringify(regions.length > 0 ? { provider: providers, ...blocks } : blocks);
}

/** Template syntax that the case means as text is escaped; references become templates. */
const withText = (given: Attributes): Attributes => escaped(given) as Attributes;

function escaped(value: unknown): unknown {
  if (typeof value === "string") {
    const references = new RegExp(`${MARK}([^${MARK}]*)${MARK}`, "g");
    return value.replaceAll("${", "$${").replaceAll("%{", "%%{").replace(references, "$${$1}");
  }
  if (Array.isArray(value)) return value.map(escaped);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, escaped(inner)]));
}
