/** Checks of a configuration before any plan: allowed values, and which arguments exclude or need each other. */
import type { Type } from "../../../terraform/lang/type.ts";
import type { PathStep, ValuePath } from "../../../terraform/lang/value.ts";
import type { ProviderDiagnostic } from "../../../terraform/provider.ts";
import { missingAttribute } from "../../framework/validate.ts";
import { frameworkText } from "./framework-text.ts";
import { hasUnknown, isObject, type Plain, type PlainObject, UNKNOWN } from "./plain.ts";
import { complaints } from "./rules.ts";
import type { AttributeShape, BlockShape, Shape } from "./shape.ts";
import type { RuleTable } from "./table.ts";

interface Position {
  readonly path: ValuePath;
  /** The path as messages write it: names and indexes joined by dots, or `a[0].b` for modern types. */
  readonly name: string;
  /** Inside a set, whose elements have no path: diagnostics point at the set. */
  readonly fixed: ValuePath | undefined;
}

/** `takesId`: the id is an argument of its own, not the one that every type of the older SDK has. */
export function validateShape(shape: Shape, config: PlainObject, takesId = false): ProviderDiagnostic[] {
  const diagnostics: ProviderDiagnostic[] = [];
  const refused = checkGroups(shape, config, diagnostics);
  const top: Position = { path: [], name: "", fixed: undefined };
  warnOfDeprecated(shape, config, refused, diagnostics);
  checkBlock(shape.block, config, top, shape.modern, (name) => refused.has(name), diagnostics);
  if (!takesId && !shape.modern && !shape.block.attributes.get("id")?.required && config["id"] != null)
    diagnostics.push(error("Invalid or unknown key", "", [{ kind: "attribute", name: "id" }]));
  return diagnostics;
}

/** Paths are written without indexes; an empty one stands for the type as a whole. */
function warnOfDeprecated(
  shape: Shape,
  config: PlainObject,
  refused: ReadonlySet<string>,
  diagnostics: ProviderDiagnostic[],
): void {
  const summary = shape.modern ? "Attribute Deprecated" : "Argument is deprecated";
  for (const [name, detail] of Object.entries(shape.deprecations)) {
    if (name === "") {
      diagnostics.push({ severity: "warning", summary: "Deprecated Resource", detail, path: [] });
      continue;
    }
    const [outer = ""] = name.split(".");
    const key = name.replaceAll(".", ".0.");
    const isSure = shape.modern ? config[outer] !== UNKNOWN : !hasUnknown(config[outer]);
    if (!isSure || refused.has(key)) continue;
    for (const found of keysOf(config, name.split(".")))
      if (lookUp(shape.block, config, found) !== null)
        diagnostics.push({ severity: "warning", summary, detail, path: pathOf(found) });
  }
}

/** The path with an index for every element of the blocks on its way. */
function keysOf(value: Plain, [name = "", ...rest]: readonly string[]): string[] {
  if (!isObject(value)) return [];
  if (rest.length === 0) return [name];
  const elements = value[name];
  if (!Array.isArray(elements)) return [];
  return elements.flatMap((one: Plain, index) => keysOf(one, rest).map((key) => `${name}.${index}.${key}`));
}

const error = (summary: string, detail: string, path: ValuePath): ProviderDiagnostic => ({
  severity: "error",
  summary,
  detail,
  path,
});

function checkBlock(
  block: BlockShape,
  value: PlainObject,
  position: Position,
  modern: boolean,
  refused: (name: string) => boolean,
  diagnostics: ProviderDiagnostic[],
): void {
  for (const [name, attribute] of block.attributes) {
    const plain = value[name] ?? null;
    const here = member(position, name);
    if (plain === null && attribute.required && !refused(here.name)) diagnostics.push(missing(here, modern));
    if (plain !== null && !refused(here.name) && !(attribute.type.kind !== "map" && hasUnknown(plain)))
      checkValue(attribute, attribute.type, plain, here, modern, diagnostics);
  }
  for (const [name, nested] of block.blocks) {
    const plain = value[name];
    const here = member(position, name);
    // The older SDK checks nothing in blocks of which something is unknown.
    if (!Array.isArray(plain) || (!modern && hasUnknown(plain)) || refused(here.name)) continue;
    for (const [index, one] of plain.entries()) {
      if (one === UNKNOWN) continue;
      const inner = element(here, index, nested.nesting === "set" ? one : undefined, modern);
      checkBlock(nested.block, one as PlainObject, inner, modern, refused, diagnostics);
    }
  }
}

/** Terraform asks only that a required argument is there; that it is not null is asked by each provider. */
function missing({ name, path, fixed }: Position, modern: boolean): ProviderDiagnostic {
  if (modern) return missingAttribute(name, path);
  const detail = `The argument ${JSON.stringify(name)} is required, but no definition was found.`;
  return error("Missing required argument", detail, fixed ?? path);
}

function checkValue(
  attribute: AttributeShape,
  type: Type,
  value: Plain,
  position: Position,
  modern: boolean,
  diagnostics: ProviderDiagnostic[],
): void {
  if (value === null || value === UNKNOWN) return;
  if (Array.isArray(value)) {
    const limit = countComplaint(attribute, position.name, value.length);
    if (limit) diagnostics.push(error(limit[0], limit[1], position.fixed ?? position.path));
    else if (modern && type.kind === "set" && value.includes(null))
      diagnostics.push(error("Null Set Value", "This attribute contains a null value.", position.path));
    else if (type.kind === "list" || type.kind === "set")
      for (const [index, one] of value.entries())
        checkValue(
          attribute,
          type.element,
          one,
          element(position, index, type.kind === "set" ? one : undefined, modern),
          modern,
          diagnostics,
        );
    return;
  }
  if (isObject(value)) {
    const limit = sizeComplaint(attribute, position.name, Object.keys(value).length);
    if (limit) diagnostics.push(error(limit[0], limit[1], position.path));
    for (const [name, inner] of type.kind === "object" ? type.attributes : []) {
      const rules = attribute.memberRules[name] ?? [];
      const here = member(position, name);
      const plain = value[name] ?? null;
      if (plain !== null) checkValue({ ...attribute, rules }, inner, plain, here, modern, diagnostics);
      else if (rules.some(([kind]) => kind === "required")) diagnostics.push(missing(here, modern));
    }
    return;
  }
  if (typeof value !== "string" && typeof value !== "number") return;
  if (!modern && typeof value === "number" && !Number.isInteger(value) && !takesFractions(attribute)) {
    const summary = `Attribute must be a whole number, got ${value}`;
    diagnostics.push(error(summary, "", position.fixed ?? position.path));
    return;
  }
  for (const rule of attribute.rules) {
    for (const { summary, detail = "" } of complaints(rule, position.name, value))
      diagnostics.push(error(summary, detail, position.fixed ?? position.path));
  }
}

const takesFractions = ({ rules }: AttributeShape): boolean => rules.some(([kind]) => kind === "fractions");

function countComplaint({ rules }: AttributeShape, name: string, count: number): readonly [string, string] | undefined {
  const limit = (kind: string): number | undefined => rules.find((rule: RuleTable) => rule[0] === kind)?.[1] as number;
  const most = limit("maxItems");
  const least = limit("minItems");
  if (most !== undefined && count > most)
    return [
      "Too many list items",
      `Attribute ${name} supports ${most} item maximum, but config has ${count} declared.`,
    ];
  if (least !== undefined && count < least)
    return [
      "Not enough list items",
      `Attribute ${name} requires ${least} item minimum, but config has only ${count} declared.`,
    ];
  return undefined;
}

function sizeComplaint({ rules }: AttributeShape, name: string, size: number): readonly [string, string] | undefined {
  for (const [kind, least, most] of rules) {
    if (kind === "mapSize" && (size < Number(least) || size > Number(most))) {
      const wanted = `at least ${String(least)} elements and at most ${String(most)} elements`;
      return ["Bad map size", `Map must contain ${wanted}: length=${size}`];
    }
    if (kind === "modernMapAtLeast" && size < Number(least)) {
      const wanted = `map must contain at least ${String(least)} elements, got: ${size}`;
      return ["Invalid Attribute Value", `Attribute ${name} ${wanted}`];
    }
  }
  return undefined;
}

const member = ({ path, name, fixed }: Position, attribute: string): Position => ({
  path: [...path, { kind: "attribute", name: attribute }],
  name: name === "" ? attribute : `${name}.${attribute}`,
  fixed,
});

/** `inSet` is the element where it is one of a set: newer types call it by its value. */
function element({ path, name, fixed }: Position, index: number, inSet: Plain | undefined, modern: boolean): Position {
  const step: PathStep = { kind: "index", key: index };
  const isMember = inSet !== undefined;
  return {
    path: [...path, step],
    name: modern ? `${name}[${isMember ? `Value(${frameworkText(inSet)})` : index}]` : `${name}.${index}`,
    fixed: fixed ?? (isMember ? path : undefined),
  };
}

/** Names refused as a combination; their own values are not looked at any more, as in the SDK. */
function checkGroups(shape: Shape, config: PlainObject, diagnostics: ProviderDiagnostic[]): ReadonlySet<string> {
  const refused = new Set<string>();
  const at = (key: string): Plain => lookUp(shape.block, config, key);
  // What is not wholly known may yet turn out to be absent.
  const isSet = (key: string): boolean => at(key) !== null && !hasUnknown(at(key));
  const isOpen = (key: string): boolean => hasUnknown(at(key));
  for (const [kind, key = "", ...others] of shape.groups) {
    // A block that is not there needs nothing inside it.
    if (refused.has(key) || (key.includes(".") && at(key.slice(0, key.lastIndexOf("."))) === null)) continue;
    const refuse = (summary: string, detail: string): void => {
      refused.add(key);
      diagnostics.push(error(summary, detail, pathOf(key)));
    };
    const names = others.join(",");
    const given = others.filter(isSet);
    if (kind === "modernExactlyOne") {
      const detail = `Exactly one of these attributes must be configured: [${names}]`;
      if (given.length > 1) diagnostics.push(error("Invalid Attribute Combination", detail, pathOf(given[0] ?? "")));
      else if (given.length === 0 && !others.some((other) => at(other) === UNKNOWN))
        diagnostics.push(error("Missing Attribute Configuration", detail, []));
    } else if (kind === "exactlyOne") {
      if (given.length > 1)
        refuse(
          "Invalid combination of arguments",
          `"${key}": only one of \`${names}\` can be specified, but \`${given.join(",")}\` were specified.`,
        );
      else if (given.length === 0 && !others.some(isOpen))
        refuse("Invalid combination of arguments", `"${key}": one of \`${names}\` must be specified`);
    } else if (kind === "atLeastOne" && others.every((other) => at(other) === null))
      refuse("Missing required argument", `"${key}": one of \`${names}\` must be specified`);
    else if (kind === "together" && at(key) !== null && others.some((other) => at(other) === null))
      refuse("Missing required argument", `"${key}": all of \`${names}\` must be specified`);
    else if (kind === "conflicts" && isSet(key) && at(names) !== null && at(names) !== UNKNOWN)
      refuse("Conflicting configuration arguments", `"${key}": conflicts with ${names}`);
  }
  return refused;
}

/** The value at a key such as `vpc_config.0.subnet_ids`. A block that is not given is an empty list and counts as absent. */
function lookUp(block: BlockShape, config: PlainObject, key: string): Plain {
  let current: Plain = config;
  let around: BlockShape | undefined = block;
  let isBlock = false;
  for (const step of key.split(".")) {
    if (current === null || typeof current !== "object") return current === UNKNOWN ? UNKNOWN : null;
    current = (current as PlainObject)[step] ?? null;
    const nested: BlockShape | undefined = around?.blocks.get(step)?.block;
    isBlock = nested !== undefined;
    if (!/^\d+$/.test(step)) around = nested;
  }
  return isBlock && Array.isArray(current) && current.length === 0 ? null : current;
}

const pathOf = (key: string): ValuePath =>
  key
    .split(".")
    .map(
      (step): PathStep =>
        /^\d+$/.test(step) ? { kind: "index", key: Number(step) } : { kind: "attribute", name: step },
    );
