/** `locals` blocks. */
import { type Diagnostic, errorAt } from "../../hcl/diagnostic.ts";
import type { Block } from "../../hcl/syntax.ts";
import { justAttributes } from "./content.ts";
import { BAD_IDENTIFIER, isIdentifier } from "./identifier.ts";
import type { Local } from "./module.ts";

export function decodeLocals(block: Block, diagnostics: Diagnostic[]): Local[] {
  return [...justAttributes(block.body, diagnostics).values()].map(({ name, nameRange, expression, range }) => {
    if (!isIdentifier(name)) diagnostics.push(errorAt(nameRange, "Invalid local value name", BAD_IDENTIFIER));
    return { name, expression, range };
  });
}
