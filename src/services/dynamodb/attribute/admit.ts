/** Attribute values as they come in a request: checked as AWS checks them, normalised, copied. */
import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { ServiceException } from "../../../wire/service-exception.ts";
import { invalidParameter, refusal, UnannouncedRefusal, wording } from "../refusal.ts";
import { normalizeNumber } from "./number.ts";
import { emptyItem, type Item, setAttribute, type Value } from "./value.ts";

/** An attribute of an item is the first level. */
const deepestNesting = 32;
/** Where a value may be nested as deep as it likes, it is still so deep at most. */
const deepestOfAll = 1024;
const longestName = 65_535;

export type WireItem = Readonly<Record<string, AttributeValue>>;

export function admitItem(item: WireItem): Item {
  const admitted = emptyItem();
  for (const name in item) {
    checkNameLength(name);
    setAttribute(admitted, name, admitValue(item[name]!));
  }
  return admitted;
}

/** A value that does not become a part of an item, or not yet. */
export function admitUnbounded(value: AttributeValue): Value {
  return admitValue(value, deepestNesting - deepestOfAll);
}

/** Names of attributes are of fewer than 64 KB, in UTF-8. */
export function checkNameLength(name: string): void {
  if (name.length * 3 > longestName && Buffer.byteLength(name) > longestName) {
    throw refusal("Attribute name is too large, must be less than 65536 bytes");
  }
}

export function checkNesting(value: Value, depth = 0): void {
  if (depth >= deepestNesting) throw tooDeep();
  if ("L" in value) for (const inner of value.L) checkNesting(inner, depth + 1);
  if ("M" in value) for (const name in value.M) checkNesting(value.M[name]!, depth + 1);
}

function tooDeep(): ServiceException {
  return new UnannouncedRefusal(
    "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit",
  );
}

export function admitValue(value: AttributeValue, depth = 0): Value {
  if (depth >= deepestNesting) throw tooDeep();
  let type: string | undefined;
  for (const name in value) {
    if (value[name as keyof AttributeValue] === undefined) continue;
    if (type !== undefined) throw refusalOfSeveral(value, depth);
    type = name;
  }
  switch (type) {
    case "S":
      return { S: value.S! };
    case "N":
      return { N: normalizeNumber(value.N!) };
    case "B":
      return { B: base64Of(value.B!) };
    case "BOOL":
      return { BOOL: value.BOOL! };
    case "NULL":
      if (!value.NULL) throw invalidParameter("Null attribute value types must have the value of true");
      return { NULL: true };
    case "SS":
      checkNoNulls(value.SS!, "An string set may not have a null string as a member");
      return { SS: admitSet(value.SS!, "An string set  may not be empty", stringSetDuplicates) };
    case "NS":
      return { NS: admitNumberSet(value.NS!) };
    case "BS":
      checkNoNulls(value.BS!, "Binary sets may not contain null values");
      return { BS: admitSet(value.BS!.map(base64Of), "Binary sets should not be empty", binarySetDuplicates) };
    case "L":
      return { L: value.L!.map((element) => admitValue(element ?? {}, depth + 1)) };
    case "M": {
      const members = emptyItem();
      for (const name in value.M!) {
        checkNameLength(name);
        setAttribute(members, name, admitValue(value.M![name]!, depth + 1));
      }
      return { M: members };
    }
    default:
      throw refusal("Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
  }
}

/** What each of the types holds is judged before that they are several. */
function refusalOfSeveral(value: AttributeValue, depth: number): ServiceException {
  for (const [name, content] of Object.entries(value)) {
    if (content !== undefined) admitValue({ [name]: content } as unknown as AttributeValue, depth);
  }
  return refusal(
    "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes",
  );
}

export function base64Of(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
}

function checkNoNulls(members: readonly unknown[], sentence: string): void {
  if (members.includes(null)) throw invalidParameter(sentence);
}

function admitSet(members: string[], empty: string, duplicates: (members: string[]) => string): string[] {
  if (members.length === 0) throw invalidParameter(empty);
  if (new Set(members).size < members.length) throw invalidParameter(duplicates(members));
  return members;
}

/** Its duplicates are told in a sentence of its own. */
function admitNumberSet(members: readonly string[]): string[] {
  if (members.length === 0) throw invalidParameter("An number set  may not be empty");
  checkNoNulls(members, "An number set may not have a null string as a member");
  const normal = members.map(normalizeNumber);
  if (new Set(normal).size < normal.length) throw refusal("Input collection contains duplicates");
  return normal;
}

function stringSetDuplicates(members: string[]): string {
  const shown = wording === "2025" ? members : members.map((member) => `"${member}"`);
  return `Input collection [${shown.join(", ")}] contains duplicates.`;
}

function binarySetDuplicates(members: string[]): string {
  return `Input collection [${members.join(", ")}]of type BS contains duplicates.`;
}
