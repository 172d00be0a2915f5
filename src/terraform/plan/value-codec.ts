/** Values with everything about them (types, unknowns, marks) as JSON, for plan files. */
import { typeFromJson, typeToJson } from "../lang/json.ts";
import { BigFloat } from "../lang/number.ts";
import type { Type } from "../lang/type.ts";
import { type Mark, Unknown, Value } from "../lang/value.ts";
import { integerOf, isArray, type Json, memberOf } from "../state/json.ts";

export const encodeValue = (value: Value): Json => ({ type: typeToJson(value.type), value: encode(value) });

export function decodeValue(json: Json): Value {
  return decode(memberOf(json, "value") ?? null, typeFromJson(memberOf(json, "type") ?? "dynamic"));
}

function encode(value: Value): Json {
  const content = encodeContent(value);
  const marks = [...value.marks].filter((mark): mark is Extract<Mark, string> => typeof mark === "string");
  return marks.length > 0 ? { marks, of: content } : content;
}

function encodeContent({ content }: Value): Json {
  if (content instanceof Unknown) {
    const { notNull, stringPrefix, lengthMin, lengthMax } = content.refinement;
    return {
      unknown: {
        ...(notNull ? { notNull } : {}),
        ...(stringPrefix === undefined ? {} : { stringPrefix }),
        ...(lengthMin === undefined ? {} : { lengthMin }),
        ...(lengthMax === undefined ? {} : { lengthMax }),
      },
    };
  }
  if (content === null || typeof content !== "object") return content;
  if (content instanceof BigFloat) return { number: content.toString() };
  if (Array.isArray(content)) return (content as readonly Value[]).map(encode);
  return {
    entries: [...(content as ReadonlyMap<string, Value>)].map(([name, element]) => [
      name,
      encode(element),
      typeToJson(element.type),
    ]),
  };
}

function decode(json: Json, type: Type): Value {
  const marks = memberOf(json, "marks");
  if (isArray(marks)) return decode(memberOf(json, "of") ?? null, type).withMarks(marks as readonly Mark[]);
  const unknown = memberOf(json, "unknown");
  if (unknown !== undefined) return new Value(type, new Unknown(refinement(unknown)));
  const number = memberOf(json, "number");
  if (typeof number === "string") return new Value(type, BigFloat.parse(number) ?? null);
  const entries = memberOf(json, "entries");
  if (isArray(entries)) {
    const members = entries.map((entry): [string, Value] => {
      const [name, element, elementType] = entry as readonly [string, Json, Json];
      return [name, decode(element, typeFromJson(elementType))];
    });
    return new Value(type, new Map(members));
  }
  if (isArray(json))
    return new Value(
      type,
      json.map((item, i) => decode(item, elementType(type, i))),
    );
  return new Value(type, json as string | boolean | null);
}

const elementType = (type: Type, index: number): Type => {
  if (type.kind === "tuple") return type.elements[index] as Type;
  return (type as Extract<Type, { element: Type }>).element;
};

function refinement(json: Json) {
  const notNull = memberOf(json, "notNull") === true;
  const prefix = memberOf(json, "stringPrefix");
  const min = memberOf(json, "lengthMin");
  const max = memberOf(json, "lengthMax");
  return {
    ...(notNull ? { notNull } : {}),
    ...(typeof prefix === "string" ? { stringPrefix: prefix } : {}),
    ...(min === undefined || min === null ? {} : { lengthMin: integerOf(min) }),
    ...(max === undefined || max === null ? {} : { lengthMax: integerOf(max) }),
  };
}
