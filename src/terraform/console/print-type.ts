/** Types as the console's `type` function shows them. */
import { friendlyName } from "../lang/friendly-type.ts";
import type { Type } from "../lang/type.ts";

export function printType(type: Type, indent = 0): string {
  const inner = " ".repeat(indent + 4);
  const close = " ".repeat(indent);
  switch (type.kind) {
    case "list":
    case "set":
    case "map":
      return `${type.kind}(${printType(type.element, indent)})`;
    case "tuple": {
      if (type.elements.length === 0) return "tuple([])";
      const lines = type.elements.map((element) => `${inner}${printType(element, indent + 4)},\n`);
      return `tuple([\n${lines.join("")}${close}])`;
    }
    case "object": {
      if (type.attributes.size === 0) return "object({})";
      const lines = [...type.attributes].map(([name, t]) => `${inner}${name}: ${printType(t, indent + 4)},\n`);
      return `object({\n${lines.join("")}${close}})`;
    }
    default:
      return friendlyName(type);
  }
}
