/**
 * Terraform values as msgpack, the way cty writes them: the type guides both directions, unknown values are extensions,
 * a value of dynamic type carries its own type.
 */

import { parseJson, typeFromJson, typeToJson, writeJson } from "../../terraform/lang/json.ts";
import { BigFloat } from "../../terraform/lang/number.ts";
import { setValue } from "../../terraform/lang/set.ts";
import { NUMBER, type Type } from "../../terraform/lang/type.ts";
import {
  boolValue,
  listValue,
  mapValue,
  nullValue,
  numberValue,
  objectValue,
  type Refinement,
  stringValue,
  tupleValue,
  Unknown,
  unknownValue,
  type Value,
} from "../../terraform/lang/value.ts";
import { MsgpackReader, MsgpackWriter } from "./msgpack.ts";

const REFINED = 12;

// Keys of a refinement's map.
const NULLNESS = 1;
const STRING_PREFIX = 2;
const NUMBER_MIN = 3;
const NUMBER_MAX = 4;
const LENGTH_MIN = 5;
const LENGTH_MAX = 6;

export function encodeValue(value: Value, type: Type): Buffer {
  const writer = new MsgpackWriter();
  write(writer, value, type);
  return writer.bytes();
}

function write(writer: MsgpackWriter, value: Value, type: Type): void {
  const { content } = value;
  if (type.kind === "dynamic" && value.type.kind !== "dynamic") {
    writer.array(2);
    writer.binary(Buffer.from(writeJson(typeToJson(value.type))));
    write(writer, value, value.type);
  } else if (content instanceof Unknown) writeUnknown(writer, content.refinement, value.type);
  else if (content === null) writer.nil();
  else if (typeof content === "string") writer.string(content);
  else if (typeof content === "boolean") writer.bool(content);
  else if (content instanceof BigFloat) writeNumber(writer, content);
  else if (Array.isArray(content)) {
    const elements = content as readonly Value[];
    writer.array(elements.length);
    for (const [i, element] of elements.entries()) write(writer, element, elementType(type, i));
  } else {
    const entries = value.entries;
    writer.map(entries.size);
    for (const [name, item] of entries) {
      writer.string(name);
      write(writer, item, type.kind === "object" ? (type.attributes.get(name) ?? item.type) : elementType(type, 0));
    }
  }
}

function elementType(type: Type, index: number): Type {
  if (type.kind === "tuple") return type.elements[index] as Type;
  if (type.kind === "list" || type.kind === "set" || type.kind === "map") return type.element;
  throw new TypeError(`Value of type ${type.kind} has no elements`);
}

function writeNumber(writer: MsgpackWriter, number: BigFloat): void {
  if (number.isInteger && !number.isInfinite) {
    const integer = number.toBigInt();
    if (BigInt.asIntN(64, integer) === integer) return writer.integer(integer);
  }
  const double = number.toNumber();
  if (Number.isFinite(double) ? BigFloat.fromDouble(double).equals(number) : number.isInfinite) writer.float(double);
  else writer.string(number.toString());
}

function writeUnknown(writer: MsgpackWriter, refinement: Refinement, type: Type): void {
  const inner = new MsgpackWriter();
  const parts: (() => void)[] = [];
  const part = (key: number, body: () => void): void => void parts.push(() => (inner.integer(BigInt(key)), body()));
  if (refinement.notNull) part(NULLNESS, () => inner.bool(false));
  if (refinement.stringPrefix) part(STRING_PREFIX, () => inner.string(refinement.stringPrefix as string));
  for (const [key, bound] of [
    [NUMBER_MIN, refinement.numberMin],
    [NUMBER_MAX, refinement.numberMax],
  ] as const) {
    if (!bound) continue;
    part(key, () => {
      inner.array(2);
      write(inner, numberValue(bound.value), NUMBER);
      inner.bool(bound.inclusive);
    });
  }
  if (refinement.lengthMin) part(LENGTH_MIN, () => inner.integer(BigInt(refinement.lengthMin as number)));
  if (refinement.lengthMax !== undefined) part(LENGTH_MAX, () => inner.integer(BigInt(refinement.lengthMax as number)));
  if (parts.length === 0 || type.kind === "dynamic") return writer.extension(0, Buffer.from([0]));
  inner.map(parts.length);
  for (const writePart of parts) writePart();
  writer.extension(REFINED, inner.bytes());
}

/** Throws MsgpackError for bytes that are no value of that type. */
export function decodeValue(bytes: Uint8Array, type: Type): Value {
  return read(new MsgpackReader(bytes), type);
}

function read(reader: MsgpackReader, type: Type): Value {
  if (reader.nextIsExtension) {
    const extension = reader.extension();
    return unknownValue(type, extension.type === REFINED ? readRefinement(extension.data) : undefined);
  }
  if (reader.skipNil()) return nullValue(type);
  switch (type.kind) {
    case "dynamic": {
      reader.array();
      const inner = typeFromJson(parseJson(reader.binary().toString("utf8")));
      return read(reader, inner);
    }
    case "string":
      return stringValue(reader.string());
    case "bool":
      return boolValue(reader.bool());
    case "number":
      return numberValue(readNumber(reader));
    case "list":
      return listValue(type.element, readMany(reader, type.element));
    case "set":
      return setValue(type.element, readMany(reader, type.element));
    case "tuple":
      reader.array();
      return tupleValue(type.elements.map((element) => read(reader, element)));
    case "map": {
      const entries = Array.from(
        { length: reader.map() },
        () => [reader.string(), read(reader, type.element)] as const,
      );
      return mapValue(type.element, entries);
    }
    case "object": {
      const found = new Map<string, Value>();
      for (let left = reader.map(); left > 0; left--) {
        const name = reader.string();
        found.set(name, read(reader, type.attributes.get(name) ?? { kind: "dynamic" }));
      }
      return objectValue(
        [...type.attributes].map(([name, attribute]) => [name, found.get(name) ?? nullValue(attribute)] as const),
        type,
      );
    }
  }
}

const readMany = (reader: MsgpackReader, element: Type): Value[] =>
  Array.from({ length: reader.array() }, () => read(reader, element));

function readNumber(reader: MsgpackReader): BigFloat {
  const number = reader.number();
  if (typeof number !== "string")
    return typeof number === "bigint" ? BigFloat.from(number) : BigFloat.fromDouble(number);
  const parsed = BigFloat.parse(number);
  if (!parsed) throw new TypeError(`Not a number: ${number}`);
  return parsed;
}

function readRefinement(data: Buffer): Refinement {
  const reader = new MsgpackReader(data);
  const refinement: { -readonly [Name in keyof Refinement]: Refinement[Name] } = {};
  for (let left = reader.map(); left > 0; left--) {
    switch (Number(reader.number())) {
      case NULLNESS:
        if (!reader.bool()) refinement.notNull = true;
        break;
      case STRING_PREFIX:
        refinement.stringPrefix = reader.string();
        break;
      case NUMBER_MIN:
        reader.array();
        refinement.numberMin = { value: readNumber(reader), inclusive: reader.bool() };
        break;
      case NUMBER_MAX:
        reader.array();
        refinement.numberMax = { value: readNumber(reader), inclusive: reader.bool() };
        break;
      case LENGTH_MIN:
        refinement.lengthMin = Number(reader.number());
        break;
      case LENGTH_MAX:
        refinement.lengthMax = Number(reader.number());
        break;
      default:
        reader.skip();
    }
  }
  return refinement;
}
