/**
 * JSON schema draft 4, which models of API Gateway are written in. Sentences are those of the Java library AWS uses
 * (https://github.com/java-json-tools/json-schema-validator), which `$context.error.validationErrorString` shows.
 */
import { isDeepStrictEqual } from "node:util";

export type Schema = Readonly<Record<string, unknown>>;

/** Finds the model that a `$ref` names by URL; undefined when there is none. */
export type FindModel = (url: string) => Schema | undefined;

/** What is wrong with a value; nothing when it is valid. */
export function validate(value: unknown, schema: Schema, findModel: FindModel): string[] {
  return check(value, schema, { root: schema, findModel, depth: 0 });
}

interface Scope {
  readonly root: Schema;
  readonly findModel: FindModel;
  readonly depth: number;
}

const MOST_DEPTH = 100;

function check(value: unknown, schema: Schema, scope: Scope): string[] {
  if (scope.depth > MOST_DEPTH) return [];
  const inner = { ...scope, depth: scope.depth + 1 };
  const reference = schema["$ref"];
  if (typeof reference === "string") return checkReference(value, reference, inner);
  return [
    ...checkType(value, schema),
    ...checkNumber(value, schema),
    ...checkText(value, schema),
    ...checkList(value, schema, inner),
    ...checkObject(value, schema, inner),
    ...checkCombined(value, schema, inner),
  ];
}

function checkReference(value: unknown, reference: string, scope: Scope): string[] {
  const [url = "", pointer = ""] = reference.split("#");
  const root = url === "" ? scope.root : scope.findModel(url);
  if (!root) return [`cannot resolve ${reference}`];
  let target: unknown = root;
  for (const step of pointer.split("/").slice(1)) {
    const name = decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~");
    target = typeof target === "object" && target !== null ? (target as Schema)[name] : undefined;
  }
  return isSchema(target) ? check(value, target, { ...scope, root }) : [`cannot resolve ${reference}`];
}

const isSchema = (value: unknown): value is Schema =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function typeOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return typeof value;
}

const list = (items: readonly unknown[]): string => JSON.stringify(items);

function checkType(value: unknown, schema: Schema): string[] {
  const errors: string[] = [];
  const allowed = ([] as unknown[]).concat(schema["type"] ?? []).map(String);
  const type = typeOf(value);
  if (allowed.length > 0 && !allowed.includes(type) && !(type === "integer" && allowed.includes("number")))
    errors.push(
      `instance type (${type}) does not match any allowed primitive type (allowed: ${list(
        [...allowed, ...(allowed.includes("number") ? ["integer"] : [])].sort(),
      )})`,
    );
  const values = schema["enum"];
  if (Array.isArray(values) && !values.some((one) => isDeepStrictEqual(one, value)))
    errors.push(`instance value (${JSON.stringify(value)}) not found in enum (possible values: ${list(values)})`);
  return errors;
}

function checkNumber(value: unknown, { minimum, maximum, multipleOf, ...schema }: Schema): string[] {
  if (typeof value !== "number") return [];
  const errors: string[] = [];
  if (typeof minimum === "number" && (schema["exclusiveMinimum"] === true ? value <= minimum : value < minimum))
    errors.push(`numeric instance is lower than the required minimum (minimum: ${minimum}, found: ${value})`);
  if (typeof maximum === "number" && (schema["exclusiveMaximum"] === true ? value >= maximum : value > maximum))
    errors.push(`numeric instance is greater than the required maximum (maximum: ${maximum}, found: ${value})`);
  if (typeof multipleOf === "number" && !Number.isInteger(value / multipleOf))
    errors.push(`remainder of division is not zero (${value} / ${multipleOf})`);
  return errors;
}

const FORMATS: Readonly<Record<string, RegExp>> = {
  "date-time": /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,12})?([Zz]|[+-]\d\d:?\d\d)$/,
  email: /^[^\s@]+@[^\s@]+$/,
  ipv4: /^((25[0-5]|2[0-4]\d|1?\d?\d)(\.(?!$)|$)){4}$/,
};

function checkText(value: unknown, { minLength, maxLength, pattern, format }: Schema): string[] {
  if (typeof value !== "string") return [];
  const errors: string[] = [];
  const { length } = Array.from(value);
  const text = JSON.stringify(value);
  if (typeof minLength === "number" && length < minLength)
    errors.push(`string ${text} is too short (length: ${length}, required minimum: ${minLength})`);
  if (typeof maxLength === "number" && length > maxLength)
    errors.push(`string ${text} is too long (length: ${length}, maximum allowed: ${maxLength})`);
  if (typeof pattern === "string" && !new RegExp(pattern).test(value))
    errors.push(`ECMA 262 regex ${JSON.stringify(pattern)} does not match input string ${text}`);
  const known = typeof format === "string" && Object.hasOwn(FORMATS, format) ? FORMATS[format] : undefined;
  if (known && !known.test(value)) errors.push(`string ${text} is invalid against requested format ${String(format)}`);
  return errors;
}

function checkList(value: unknown, schema: Schema, scope: Scope): string[] {
  if (!Array.isArray(value)) return [];
  const { items, minItems, maxItems, uniqueItems, additionalItems } = schema;
  const errors: string[] = [];
  if (typeof minItems === "number" && value.length < minItems)
    errors.push(
      `array is too short: must have at least ${minItems} elements but instance has ${value.length} elements`,
    );
  if (typeof maxItems === "number" && value.length > maxItems)
    errors.push(`array is too long: must have at most ${maxItems} elements but instance has ${value.length} elements`);
  if (
    uniqueItems === true &&
    value.some((one, at) => value.slice(0, at).some((other) => isDeepStrictEqual(one, other)))
  )
    errors.push("array must not contain duplicate elements");
  if (Array.isArray(items) && additionalItems === false && value.length > items.length)
    errors.push(`array instance has too many elements (maximum: ${items.length}, found: ${value.length})`);
  for (const [at, item] of value.entries()) {
    const own = Array.isArray(items) ? (items[at] ?? additionalItems) : items;
    if (isSchema(own)) errors.push(...check(item, own, scope));
  }
  return errors;
}

function checkObject(value: unknown, schema: Schema, scope: Scope): string[] {
  if (typeOf(value) !== "object") return [];
  const object = value as Record<string, unknown>;
  const names = Object.keys(object);
  const errors: string[] = [];
  const missing = ([] as unknown[])
    .concat(schema["required"] ?? [])
    .map(String)
    .filter((name) => !Object.hasOwn(object, name));
  if (missing.length > 0) errors.push(`object has missing required properties (${list(missing.sort())})`);
  const { minProperties, maxProperties, additionalProperties } = schema;
  if (typeof minProperties === "number" && names.length < minProperties)
    errors.push(`object has too few properties (found ${names.length} but schema requires at least ${minProperties})`);
  if (typeof maxProperties === "number" && names.length > maxProperties)
    errors.push(`object has too many properties (found ${names.length} but schema requires at most ${maxProperties})`);
  const properties = isSchema(schema["properties"]) ? schema["properties"] : {};
  const patterns = Object.entries(isSchema(schema["patternProperties"]) ? schema["patternProperties"] : {});
  const unknown: string[] = [];
  for (const name of names) {
    const own = Object.hasOwn(properties, name) ? [properties[name]] : [];
    const found = [...own, ...patterns.filter(([pattern]) => new RegExp(pattern).test(name)).map(([, one]) => one)];
    if (found.length === 0 && additionalProperties === false) unknown.push(name);
    const applied = found.length === 0 ? [additionalProperties] : found;
    for (const one of applied) if (isSchema(one)) errors.push(...check(object[name], one, scope));
  }
  if (unknown.length > 0)
    errors.push(`object instance has properties which are not allowed by the schema: ${list(unknown.sort())}`);
  return [...errors, ...checkDependencies(object, schema, scope)];
}

function checkDependencies(object: Record<string, unknown>, schema: Schema, scope: Scope): string[] {
  const dependencies = Object.entries(isSchema(schema["dependencies"]) ? schema["dependencies"] : {});
  return dependencies.flatMap(([name, needed]) => {
    if (!Object.hasOwn(object, name)) return [];
    if (isSchema(needed)) return check(object, needed, scope);
    const missing = ([] as unknown[]).concat(needed).filter((one) => !Object.hasOwn(object, String(one)));
    return missing.length > 0 ? [`property ${JSON.stringify(name)} of object has missing property dependencies`] : [];
  });
}

function checkCombined(value: unknown, schema: Schema, scope: Scope): string[] {
  const errors: string[] = [];
  const each = (keyword: string): string[][] | undefined => {
    const schemas = schema[keyword];
    return Array.isArray(schemas) ? schemas.filter(isSchema).map((one) => check(value, one, scope)) : undefined;
  };
  const count = (results: readonly string[][]): number => results.filter((one) => one.length === 0).length;
  const all = each("allOf");
  if (all && count(all) < all.length)
    errors.push(`instance failed to match all required schemas (matched only ${count(all)} out of ${all.length})`);
  const any = each("anyOf");
  if (any && count(any) === 0) errors.push("instance failed to match at least one required schema among " + any.length);
  const one = each("oneOf");
  if (one && count(one) !== 1)
    errors.push(`instance failed to match exactly one schema (matched ${count(one)} out of ${one.length})`);
  const { not } = schema;
  if (isSchema(not) && check(value, not, scope).length === 0)
    errors.push("instance matched a schema which it should not have");
  return errors;
}
