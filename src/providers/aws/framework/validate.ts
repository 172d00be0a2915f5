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
    const isSure = shape.modern || !hasUnknown(config[outer]);
    if (!isSure || refused.has(key)) continue;
    for (const found of keysOf(config, name.split(".")))
      if (lookUp(config, found) !== null)
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
    if (!Array.isArray(plain) || (!modern && hasUnknown(plain))) continue;
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
    const limit = countComplaint(attribute, value.length);
    if (limit) diagnostics.push(error(limit[0], limit[1], position.fixed ?? position.path));
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
    for (const [name, rules] of Object.entries(attribute.memberRules)) {
      const inner = type.kind === "object" ? type.attributes.get(name) : undefined;
      if (inner)
        checkValue({ ...attribute, rules }, inner, value[name] ?? null, member(position, name), modern, diagnostics);
    }
    return;
  }
  if (typeof value !== "string" && typeof value !== "number") return;
  for (const rule of attribute.rules) {
    for (const { summary, detail = "" } of complaints(rule, position.name, value))
      diagnostics.push(error(summary, detail, position.fixed ?? position.path));
  }
}

function countComplaint({ name, rules }: AttributeShape, count: number): readonly [string, string] | undefined {
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
  const at = (key: string): Plain => lookUp(config, key);
  const isSet = (key: string): boolean => at(key) !== null && at(key) !== UNKNOWN;
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
      else if (given.length === 0 && !others.some((other) => at(other) === UNKNOWN))
        refuse("Invalid combination of arguments", `"${key}": one of \`${names}\` must be specified`);
    } else if (kind === "atLeastOne" && others.every((other) => at(other) === null))
      refuse("Missing required argument", `"${key}": one of \`${names}\` must be specified`);
    else if (kind === "together" && at(key) !== null && others.some((other) => at(other) === null))
      refuse("Missing required argument", `"${key}": all of \`${names}\` must be specified`);
    else if (kind === "conflicts" && isSet(key) && !hasUnknown(at(key)) && isSet(names))
      refuse("Conflicting configuration arguments", `"${key}": conflicts with ${names}`);
  }
  return refused;
}

/** The value at a key such as `vpc_config.0.subnet_ids`; empty collections and blocks count as absent. */
function lookUp(config: PlainObject, key: string): Plain {
  let current: Plain = config;
  for (const step of key.split(".")) {
    if (current === null || typeof current !== "object") return current === UNKNOWN ? UNKNOWN : null;
    current = (current as PlainObject)[step] ?? null;
  }
  return Array.isArray(current) && current.length === 0 ? null : current;
}

const pathOf = (key: string): ValuePath =>
  key
    .split(".")
    .map(
      (step): PathStep =>
        /^\d+$/.test(step) ? { kind: "index", key: Number(step) } : { kind: "attribute", name: step },
    );
