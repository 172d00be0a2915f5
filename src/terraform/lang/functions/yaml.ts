/** `yamlencode` and `yamldecode`. */
import { isWhollyKnown } from "../known.ts";
import { DYNAMIC, STRING } from "../type.ts";
import { stringValue, unknownValue, type Value } from "../value.ts";
import { decodeYaml } from "../yaml/decode.ts";
import { encodeYaml } from "../yaml/encode.ts";
import { YamlError } from "../yaml/error.ts";
import { anything, type FunctionDefinition, FunctionError, param } from "./definition.ts";

function decode(text: string): Value {
  try {
    return decodeYaml(text);
  } catch (error) {
    if (error instanceof YamlError) throw new FunctionError(error.message);
    throw error;
  }
}

export const YAML_FUNCTIONS: Readonly<Record<string, FunctionDefinition>> = {
  yamlencode: {
    parameters: [anything("value", { allowNull: true })],
    returns: STRING,
    call: ([value]) =>
      isWhollyKnown(value as Value) ? stringValue(encodeYaml(value as Value)) : unknownValue(STRING, { notNull: true }),
  },
  yamldecode: {
    parameters: [param("src", STRING)],
    returns: DYNAMIC,
    mayBeNull: true,
    typeFor: () => DYNAMIC,
    call: ([text]) => decode((text as Value).string),
  },
};
