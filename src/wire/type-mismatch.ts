/**
 * The sentences of SerializationException: what AWS's services answer to a JSON value of another type than the
 * shape's. There are two generations of them; DynamoDB speaks the older.
 */
import { ServiceException } from "./service-exception.ts";

export interface TypeMismatch {
  /** Throws. `expected` is a Java class name, or list, map, structure; `type` is the shape's name. */
  readonly mismatch: (this: void, value: unknown, expected: string, type?: string) => never;
  /** The bytes of a base64 text, or throws. */
  readonly blob: (this: void, text: string) => Buffer;
}

export function serializationException(message: string): ServiceException {
  return new ServiceException("SerializationException", message, {}, 400);
}

/** The name AWS's JSON parser gives to a token. */
function tokenName(value: string | number | boolean): string {
  if (typeof value === "string") return "STRING_VALUE";
  if (typeof value === "number") return Number.isInteger(value) ? "NUMBER_VALUE" : "DECIMAL_VALUE";
  return value ? "TRUE_VALUE" : "FALSE_VALUE";
}

export const typeMismatch: TypeMismatch = {
  mismatch(value, expected) {
    if (Array.isArray(value)) throw serializationException("Start of list found where not expected");
    if (typeof value === "object") throw serializationException("Start of structure or map found where not expected.");
    if (expected === "list" || expected === "map" || expected === "structure") {
      throw serializationException("Unexpected field type");
    }
    const article = /^[AEIOU]/.test(expected) ? "an" : "a";
    const token = tokenName(value as string | number | boolean);
    throw serializationException(`${token} can not be converted to ${article} ${expected}`);
  },
  blob: (text) => Buffer.from(text, "base64"),
};

/** DynamoDB's words, as its users report them and as public implementations of its protocol repeat them. */
export const dynamodbTypeMismatch: TypeMismatch = {
  mismatch(value, expected, type = "") {
    const scalar = expected !== "list" && expected !== "map" && expected !== "structure";
    if (Array.isArray(value)) throw serializationException(`Unrecognized collection type ${javaType(expected, type)}`);
    if (typeof value === "object") throw serializationException("Start of structure or map found where not expected");
    if (expected === "structure") throw serializationException("Unexpected value type in payload");
    if (!scalar) throw serializationException("Unexpected field type");
    if (expected === "Blob") throw serializationException("only base-64-encoded strings are convertible to bytes");
    if (expected === "Boolean" && typeof value === "string") {
      throw serializationException("Unexpected token received from parser");
    }
    throw serializationException(`${tokenName(value as string | number | boolean)} cannot be converted to ${expected}`);
  },
  blob(text) {
    if (text.length % 4 !== 0) {
      throw serializationException(`Base64 encoded length is expected a multiple of 4 bytes but found: ${text.length}`);
    }
    const wrong = /[^a-zA-Z0-9+/=]|=(?=[a-zA-Z0-9+/])/.exec(text);
    if (wrong !== null) throw serializationException(`Invalid Base64 character: '${wrong[0]}'`);
    return Buffer.from(text, "base64");
  },
};

function javaType(expected: string, type: string): string {
  if (expected === "map") return `java.util.Map<java.lang.String, ${MAP_VALUES[type] ?? `${MODEL}AttributeValue`}>`;
  if (expected === "structure") return `class ${MODEL}${type}`;
  return expected === "Blob" ? "class java.nio.ByteBuffer" : `class java.lang.${expected}`;
}

const MODEL = "com.amazonaws.dynamodb.v20120810.";
/** What the values of a map are called in the sentence, where they are no attribute values. */
const MAP_VALUES: Readonly<Record<string, string>> = {
  AttributeUpdates: `${MODEL}AttributeValueUpdate`,
  BatchGetRequestMap: `${MODEL}KeysAndAttributes`,
  BatchWriteItemRequestMap: `java.util.List<${MODEL}WriteRequest>`,
  ExpectedAttributeMap: `${MODEL}ExpectedAttributeValue`,
  // The model has maps of texts without a name.
  "": "java.lang.String",
  FilterConditionMap: `${MODEL}Condition`,
  KeyConditions: `${MODEL}Condition`,
};
