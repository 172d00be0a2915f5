/**
 * Which arguments of a lifecycle rule stand beside each other. Most of it is a warning, which the provider announces to
 * become an error. Observed from hashicorp/aws 5.100, the oddities included: inside a transition a wrong date or storage
 * class is told once more, at the resource.
 */
import type { PathStep, ValuePath } from "../../../terraform/lang/value.ts";
import type { ProviderDiagnostic } from "../../../terraform/provider.ts";
import { frameworkText } from "../framework/framework-text.ts";
import { isObject, type Plain, type PlainObject, UNKNOWN } from "../framework/plain.ts";
import { complaint } from "../framework/rules.ts";

const CLASSES = ["GLACIER", "STANDARD_IA", "ONEZONE_IA", "INTELLIGENT_TIERING", "DEEP_ARCHIVE", "GLACIER_IR"];
const WARNED = "\n\nThis will be an error in a future version of the provider";

interface Place {
  readonly block: PlainObject;
  /** As messages write it. */
  readonly name: string;
  readonly path: ValuePath;
}

export function lifecycleFaults(config: PlainObject): ProviderDiagnostic[] {
  return blocksOf({ block: config, name: "", path: [] }, "rule").flatMap((rule) => [
    ...oneOf(rule, ["filter", "prefix"]),
    ...blocksOf(rule, "expiration").flatMap(expirationFaults),
    ...blocksOf(rule, "filter").flatMap(filterFaults),
    ...blocksOf(rule, "transition", true).flatMap(transitionFaults),
  ]);
}

/** The elements of a set have no path of their own. */
function blocksOf({ block, name, path }: Place, type: string, inSet = false): Place[] {
  const found = block[type];
  if (!Array.isArray(found)) return [];
  const whole: ValuePath = [...path, { kind: "attribute", name: type }];
  const prefix = name === "" ? type : `${name}.${type}`;
  return found.flatMap((one: Plain, index) => {
    if (!isObject(one)) return [];
    const step: PathStep = { kind: "index", key: index };
    return inSet
      ? [{ block: one, name: `${prefix}[Value(${frameworkText(one)})]`, path: whole }]
      : [{ block: one, name: `${prefix}[${index}]`, path: [...whole, step] }];
  });
}

const isGiven = (value: Plain | undefined): boolean =>
  value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0);

/** How many are given; undefined while one of them is not known. */
function countOf({ block }: Place, names: readonly string[]): number | undefined {
  return names.some((name) => block[name] === UNKNOWN)
    ? undefined
    : names.filter((name) => isGiven(block[name])).length;
}

const fault = (severity: "error" | "warning", detail: string, path: ValuePath): ProviderDiagnostic => ({
  severity,
  summary: "Invalid Attribute Combination",
  detail: severity === "warning" ? `${detail}${WARNED}` : detail,
  path,
});

const listed = ({ name }: Place, names: readonly string[]): string => names.map((one) => `${name}.${one}`).join();

function oneOf(place: Place, names: readonly string[], tooMany: "error" | "warning" = "warning"): ProviderDiagnostic[] {
  const count = countOf(place, names);
  if (count === undefined || count === 1) return [];
  const wanted = `specified when one (and only one) of [${listed(place, names)}] is required`;
  return count === 0
    ? [fault("warning", `No attribute ${wanted}`, place.path)]
    : [fault(tooMany, `${count} attributes ${wanted}`, place.path)];
}

function filterFaults(filter: Place): ProviderDiagnostic[] {
  const names = ["object_size_greater_than", "object_size_less_than", "prefix", "and", "tag"];
  const count = countOf(filter, names) ?? 0;
  if (count < 2) return [];
  const detail = `${count} attributes specified when at most one of [${listed(filter, names)}] may be set`;
  return [fault("warning", detail, filter.path)];
}

const wrongDate = ({ block }: Place) =>
  typeof block["date"] === "string" ? complaint(["modernTime"], "date", block["date"]) : undefined;

/** A date that is none counts as not given. */
function expirationFaults(expiration: Place): ProviderDiagnostic[] {
  const block = wrongDate(expiration) ? { ...expiration.block, date: null } : expiration.block;
  return oneOf({ ...expiration, block }, ["date", "days", "expired_object_delete_marker"]);
}

function transitionFaults(transition: Place): ProviderDiagnostic[] {
  const { block } = transition;
  const again = (name: string, found: { readonly summary: string; readonly detail?: string }): ProviderDiagnostic[] => [
    { severity: "error", summary: found.summary, detail: found.detail ?? "", path: [{ kind: "attribute", name }] },
  ];
  const date = wrongDate(transition);
  if (date) return again("date", date);
  const neither = countOf(transition, ["date", "days"]) === 0;
  const storage = block["storage_class"];
  const unknownClass =
    neither && typeof storage === "string" ? complaint(["enum", CLASSES], "storage_class", storage) : undefined;
  return unknownClass ? again("storage_class", unknownClass) : oneOf(transition, ["date", "days"], "error");
}
