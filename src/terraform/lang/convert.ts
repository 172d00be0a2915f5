/**
 * Conversion of values between types, as Terraform does it for arguments, variables and operators: numbers and bools
 * to strings and back, tuples to lists and sets, objects to maps and narrower objects.
 */
import { quoteGo } from "../../hcl/quote.ts";
import { canConvert, mismatchMessage } from "./conversion-rules.ts";
import { hasDynamicTypes, isCollection, withoutOptional } from "./friendly-type.ts";
import { isNotNull, lengthBounds, refine } from "./known.ts";
import { BigFloat } from "./number.ts";
import { attributeStep, formatPath, indexStep } from "./path.ts";
import { commonElementType, listOfValues, mapOfValues, setValue } from "./set.ts";
import {
  DYNAMIC,
  listOf,
  mapOf,
  NUMBER,
  type ObjectType,
  STRING,
  setOf,
  type Type,
  tupleOf,
  typesEqual,
} from "./type.ts";
import { type Unified, unifiedType } from "./unify.ts";
import { FALSE, nullValue, type PathStep, stringValue, TRUE, unknownValue, Value, type ValuePath } from "./value.ts";

/** Why a value could not be converted, and where inside it. */
export class ConversionError extends Error {
  readonly path: ValuePath;
  constructor(message: string, path: ValuePath = []) {
    super(message);
    this.path = path;
  }

  /** The message with its path in front, as Terraform prints it: `.a[0]: a number is required`. */
  get withPath(): string {
    return this.path.length > 0 ? `${formatPath(this.path)}: ${this.message}` : this.message;
  }
}

/** The value as the wanted type. Throws ConversionError. Marks stay. */
export function convert(value: Value, wanted: Type): Value {
  if (value.type === wanted || typesEqual(value.type, wanted)) return value;
  if (!canConvert(value.type, wanted, true)) throw new ConversionError(mismatchMessage(value.type, wanted));
  return convertAt(value, wanted, undefined);
}

/** The value as the type that `unify` found. */
export const convertUnified = (value: Value, { type, undecided }: Unified): Value =>
  undecided ? unknownValue(DYNAMIC).withMarks(value.marks) : convert(value, type);

/** Paths are linked while going down, and only written out when something fails. */
interface Trail {
  readonly up: Trail | undefined;
  readonly step: PathStep;
}

function trailPath(trail: Trail | undefined): ValuePath {
  const steps: PathStep[] = [];
  for (let at = trail; at; at = at.up) steps.unshift(at.step);
  return steps;
}

const failure = (message: string, trail: Trail | undefined): ConversionError =>
  new ConversionError(message, trailPath(trail));

function convertAt(value: Value, wanted: Type, trail: Trail | undefined): Value {
  if (value.isMarked) return convertAt(value.withoutMarks(), wanted, trail).withMarks(value.marks);
  if (wanted.kind === "dynamic" || value.type === wanted) return value;
  if (!value.isKnown) return convertUnknown(value, withoutOptional(wanted));
  if (value.isNull) return nullValue(decided(value.type, withoutOptional(wanted)));
  if (value.type.kind === "string" || value.type.kind === "number" || value.type.kind === "bool") {
    return convertPrimitive(value, wanted, trail);
  }
  switch (wanted.kind) {
    case "list":
      return toList(value, wanted.element, trail);
    case "set":
      return toSet(value, wanted.element, trail);
    case "map":
      return toMap(value, wanted.element, trail);
    case "object":
      return value.type.kind === "map" ? mapToObject(value, wanted, trail) : objectToObject(value, wanted, trail);
    case "tuple":
      return toTuple(value, wanted.elements, trail);
    default:
      throw failure(mismatchMessage(value.type, wanted), trail);
  }
}

function convertPrimitive(value: Value, wanted: Type, trail: Trail | undefined): Value {
  const { content } = value;
  if (wanted.kind === value.type.kind) return value;
  if (wanted.kind === "string") {
    if (content instanceof BigFloat) return new Value(STRING, content.toString());
    return stringValue(content === true ? "true" : "false");
  }
  if (wanted.kind === "number" && typeof content === "string") {
    const number = BigFloat.parse(content);
    if (!number) throw failure("a number is required", trail);
    return new Value(NUMBER, number);
  }
  if (wanted.kind === "bool" && typeof content === "string") {
    if (content === "true" || content === "1") return TRUE;
    if (content === "false" || content === "0") return FALSE;
    const lower = content.toLowerCase();
    const hint =
      lower === "true" || lower === "false" ? `; to convert from string, use lowercase ${quoteGo(lower)}` : "";
    throw failure(`a bool is required${hint}`, trail);
  }
  throw failure(mismatchMessage(value.type, wanted), trail);
}

/** What is certain about the length and about null stays certain. */
function convertUnknown(value: Value, wanted: Type): Value {
  const result = unknownValue(decided(value.type, wanted), isNotNull(value) ? { notNull: true } : undefined);
  const to = wanted.kind;
  const { type } = value;
  if (type.kind === "object" && to === "map") return withLength(result, type.attributes.size, type.attributes.size);
  if (type.kind === "tuple" && to === "list") return withLength(result, type.elements.length, type.elements.length);
  if (type.kind === "tuple" && to === "set") {
    return withLength(result, Math.min(type.elements.length, 1), type.elements.length);
  }
  if (isCollection(type) && isCollection(wanted)) {
    const { min, max } = lengthBounds(value);
    return withLength(result, wanted.kind === "set" ? Math.min(min, 1) : min, max);
  }
  return result;
}

const withLength = (value: Value, lengthMin: number, lengthMax: number): Value =>
  refine(value, { lengthMin, ...(Number.isFinite(lengthMax) && { lengthMax }) });

/** The wanted type with its undecided parts replaced by what the given type has there. */
function decided(given: Type, wanted: Type): Type {
  if (given.kind === "dynamic" || !hasDynamicTypes(wanted)) return wanted;
  switch (wanted.kind) {
    case "dynamic":
      return given;
    case "map":
      if (given.kind === "map") return mapOf(decided(given.element, wanted.element));
      return given.kind === "object" ? mapOf(decidedElement([...given.attributes.values()], wanted.element)) : wanted;
    case "list":
    case "set": {
      const make = wanted.kind === "list" ? listOf : setOf;
      if (given.kind === "list" || given.kind === "set") return make(decided(given.element, wanted.element));
      return given.kind === "tuple" ? make(decidedElement(given.elements, wanted.element)) : wanted;
    }
    case "tuple":
      return given.kind === "tuple" && given.elements.length === wanted.elements.length
        ? tupleOf(given.elements.map((element, i) => decided(element, wanted.elements[i] as Type)))
        : wanted;
    case "object": {
      const attributes = new Map<string, Type>();
      for (const [name, type] of wanted.attributes) {
        const have =
          given.kind === "object" ? given.attributes.get(name) : given.kind === "map" ? given.element : undefined;
        attributes.set(name, have ? decided(have, type) : type);
      }
      return { kind: "object", attributes };
    }
    default:
      return wanted;
  }
}

const decidedElement = (types: readonly Type[], wanted: Type): Type => {
  const element = unifiedType(types);
  return element ? decided(element, wanted) : wanted;
};

function toList(value: Value, wanted: Type, trail: Trail | undefined): Value {
  const elements = convertedElements(value, wanted, trail);
  if (elements.length === 0) return listOfValues([], emptyElement(value, wanted));
  if (!commonElementType(elements)) throw failure("element types must all match for conversion to list", trail);
  return listOfValues(elements, withoutOptional(wanted));
}

function toSet(value: Value, wanted: Type, trail: Trail | undefined): Value {
  const elements = convertedElements(value, wanted, trail);
  if (elements.length === 0) return setValue(emptyElement(value, wanted), []);
  if (!commonElementType(elements)) throw failure("element types must all match for conversion to set", trail);
  return setValue(withoutOptional(wanted), elements);
}

function convertedElements(value: Value, wanted: Type, trail: Trail | undefined): readonly Value[] {
  const { type } = value;
  let element = wanted;
  if (wanted.kind === "dynamic" && type.kind === "tuple" && type.elements.length > 0) {
    element = unifiedType(type.elements) ?? wanted;
  }
  const converted = value.elements.map((e, i) => convertElement(e, element, { up: trail, step: indexStep(i) }));
  return isCollection(element) || element.kind === "object" || element.kind === "dynamic"
    ? alike(converted, (i) => ({ up: trail, step: indexStep(i) }), trail)
    : converted;
}

const convertElement = (value: Value, wanted: Type, trail: Trail): Value =>
  value.type === wanted || typesEqual(value.type, wanted) ? value : convertAt(value, wanted, trail);

const emptyElement = (value: Value, wanted: Type): Type =>
  wanted.kind === "dynamic" && isCollection(value.type) ? value.type.element : withoutOptional(wanted);

/** Elements whose undecided parts turned out differently are brought to one type. */
function alike(values: readonly Value[], stepTo: (index: number) => Trail, trail: Trail | undefined): readonly Value[] {
  if (commonElementType(values)) return values;
  const type = unifiedType(values.map((v) => v.type));
  if (!type) throw failure("collection elements cannot be unified", trail);
  return values.map((v, i) => convertElement(v, type, stepTo(i)));
}

function toMap(value: Value, wanted: Type, trail: Trail | undefined): Value {
  const { type } = value;
  let element = wanted;
  if (wanted.kind === "dynamic" && type.kind === "object" && type.attributes.size > 0) {
    element = unifiedType([...type.attributes.values()]) ?? wanted;
  }
  const names = [...value.entries.keys()];
  if (names.length === 0) return mapOfValues(new Map(), emptyElement(value, wanted));
  const stepTo = (i: number): Trail => ({ up: trail, step: indexStep(names[i] as string) });
  const converted = names.map((name, i) => convertElement(value.entries.get(name) as Value, element, stepTo(i)));
  const structured = isCollection(element) || element.kind === "object" || element.kind === "dynamic";
  const elements = structured ? alike(converted, stepTo, trail) : converted;
  return mapOfValues(new Map(names.map((name, i) => [name, elements[i] as Value])), withoutOptional(element));
}

function objectToObject(value: Value, wanted: ObjectType, trail: Trail | undefined): Value {
  return buildObject(wanted, (name, type) => {
    const given = value.entries.get(name);
    return given
      ? convertElement(given, type, { up: trail, step: attributeStep(name) })
      : nullValue(withoutOptional(type));
  });
}

function mapToObject(value: Value, wanted: ObjectType, trail: Trail | undefined): Value {
  return buildObject(wanted, (name, type) => {
    const given = value.entries.get(name);
    if (given) return convertElement(given, type, { up: trail, step: indexStep(name) });
    if (wanted.optional?.has(name)) return nullValue(withoutOptional(type));
    throw failure(`map has no element for required attribute ${quoteGo(name)}`, trail);
  });
}

function buildObject(wanted: ObjectType, make: (name: string, type: Type) => Value): Value {
  const plain = withoutOptional(wanted) as ObjectType;
  const attributes = new Map<string, Value>();
  let asWanted = true;
  for (const [name, type] of wanted.attributes) {
    const made = make(name, type);
    asWanted &&= made.type === plain.attributes.get(name);
    attributes.set(name, made);
  }
  if (asWanted) return new Value(plain, attributes);
  const types = new Map([...attributes].map(([name, v]) => [name, v.type]));
  return new Value({ kind: "object", attributes: types }, attributes);
}

function toTuple(value: Value, wanted: readonly Type[], trail: Trail | undefined): Value {
  const elements = value.elements.map((element, i) =>
    convertElement(element, wanted[i] as Type, { up: trail, step: indexStep(i) }),
  );
  return new Value(tupleOf(elements.map((e) => e.type)), elements);
}
