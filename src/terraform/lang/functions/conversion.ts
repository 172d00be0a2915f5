/** `tostring`, `tolist` and the like, and the functions about marks. */
import { quoteGo } from "../../../hcl/quote.ts";
import { canConvert } from "../conversion-rules.ts";
import { ConversionError, convert } from "../convert.ts";
import { friendlyConstraintName, friendlyName } from "../friendly-type.ts";
import { containsMarked, EPHEMERAL, mapDeep, SENSITIVE } from "../marks.ts";
import { BOOL, DYNAMIC, listOf, mapOf, NUMBER, STRING, setOf, type Type } from "../type.ts";
import { boolValue, nullValue, unknownValue, type Value } from "../value.ts";
import { ArgumentError, type FunctionDefinition, param } from "./definition.ts";

const HINTS: Readonly<Record<string, string>> = {
  number: "given string must be a decimal representation of a number",
  bool: 'only the strings "true" or "false" are allowed',
};

const toType = (wanted: Type): FunctionDefinition => ({
  parameters: [param("v", DYNAMIC, { allowNull: true, allowMarked: true, allowUnknown: true, allowDynamic: true })],
  returns: wanted,
  mayBeNull: true,
  typeFor: ([value]) => converted(value as Value, wanted).type,
  call: ([value]) => converted(value as Value, wanted),
});

function converted(value: Value, wanted: Type): Value {
  if (value.type.kind === "dynamic" && !value.isKnown) return unknownValue(wanted).withMarks(value.marks);
  try {
    const result = convert(value, wanted);
    return value.isNull && value.type.kind === "dynamic" ? nullValue(wanted).withMarks(value.marks) : result;
  } catch (error) {
    if (!(error instanceof ConversionError)) throw error;
    throw new ArgumentError(0, failureMessage(value, wanted));
  }
}

function failureMessage(value: Value, wanted: Type): string {
  const name = friendlyConstraintName(wanted);
  const hint = HINTS[wanted.kind];
  // Types that never fit tell nothing of the value.
  if (containsMarked(value) && canConvert(value.type, wanted, true))
    return `cannot convert this sensitive ${friendlyName(value.type)} to ${name}`;
  if (value.type.kind === "string" && hint) {
    if (value.isKnown && !value.isNull) return `cannot convert ${quoteGo(value.string)} to ${name}; ${hint}`;
    return `cannot convert string to ${name}; ${hint}`;
  }
  return `cannot convert ${friendlyName(value.type)} to ${name}`;
}

const anyValue = param("value", DYNAMIC, {
  allowNull: true,
  allowUnknown: true,
  allowMarked: true,
  allowDynamic: true,
});

const passThrough = (change: (value: Value) => Value): FunctionDefinition => ({
  parameters: [anyValue],
  returns: DYNAMIC,
  mayBeNull: true,
  typeFor: ([value]) => (value as Value).type,
  call: ([value]) => change(value as Value),
});

export const CONVERSION_FUNCTIONS: Readonly<Record<string, FunctionDefinition>> = {
  tostring: toType(STRING),
  tonumber: toType(NUMBER),
  tobool: toType(BOOL),
  tolist: toType(listOf(DYNAMIC)),
  toset: toType(setOf(DYNAMIC)),
  tomap: toType(mapOf(DYNAMIC)),
  sensitive: passThrough((value) => value.withMarks([SENSITIVE])),
  nonsensitive: passThrough((value) =>
    value.hasMark(SENSITIVE) ? value.withoutMarks().withMarks([...value.marks].filter((m) => m !== SENSITIVE)) : value,
  ),
  issensitive: {
    parameters: [anyValue],
    returns: BOOL,
    call: ([value]) => {
      const given = value as Value;
      if (given.hasMark(SENSITIVE)) return boolValue(true);
      return given.isKnown ? boolValue(false) : unknownValue(BOOL, { notNull: true });
    },
  },
  ephemeralasnull: passThrough((value) => {
    if (!containsMarked(value, EPHEMERAL)) return value;
    return mapDeep(value, (inner) =>
      inner.hasMark(EPHEMERAL)
        ? // What is unknown stays so: its final type may be more exact than that of a null would be.
          (inner.isKnown ? nullValue(inner.type) : inner.withoutMarks()).withMarks(
            [...inner.marks].filter((m) => m !== EPHEMERAL),
          )
        : inner,
    );
  }),
};
