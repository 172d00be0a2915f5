/** JSON values as bodies: an object, or an array of objects taken together. */

import type { Diagnostic } from "./diagnostic.ts";
import { quoteGo } from "./quote.ts";
import type { SourceRange } from "./source.ts";
import type { Attribute, Block, Body, JsonObject, JsonValue } from "./syntax.ts";

type Member = JsonObject["members"][number];

const startOf = (value: JsonValue): SourceRange => ("openRange" in value ? value.openRange : value.range);

export function jsonBody(value: JsonValue): { readonly body: Body; readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const members = collectMembers(value, undefined, diagnostics);
  const endRange = value.kind === "object" ? value.closeRange : startOf(value);
  return {
    body: {
      kind: "body",
      attributes: new Map(),
      blocks: [],
      json: { members, ...(value.kind === "array" ? { arrayRange: value.openRange } : {}) },
      range: value.range,
      endRange,
    },
    diagnostics,
  };
}

/** The members of an object or of all objects in an array; `label` words the errors when they stand for labels. */
function collectMembers(value: JsonValue, label: string | undefined, diagnostics: Diagnostic[]): readonly Member[] {
  const purpose =
    label === undefined ? "to define arguments and child blocks." : `to specify ${label} labels for this block.`;
  const complain = (subject: SourceRange, what: string): void => {
    diagnostics.push({
      severity: "error",
      summary: "Incorrect JSON value type",
      detail: `${what} required here, ${purpose}`,
      subject,
    });
  };
  switch (value.kind) {
    case "null":
      return [];
    case "object":
      return value.members;
    case "array":
      return value.items.flatMap((item) => {
        if (item.kind === "object") return item.members;
        complain(startOf(item), "A JSON object is");
        return [];
      });
    default:
      complain(startOf(value), "Either a JSON object or JSON array of objects is");
      return [];
  }
}

export function jsonAttribute({ name, nameRange, value }: Member): Attribute {
  return {
    name,
    nameRange,
    expression: { kind: "json", json: value, range: value.range },
    range: { ...nameRange, end: value.range.end },
  };
}

/** The blocks that one member stands for: a level of objects for each label, then one or several bodies. */
export function jsonBlocks(member: Member, labelNames: readonly string[], diagnostics: Diagnostic[]): readonly Block[] {
  const blocks: Block[] = [];
  const unpack = (value: JsonValue, labels: readonly string[], labelRanges: readonly SourceRange[]): void => {
    const labelName = labelNames[labels.length];
    if (labelName !== undefined) {
      const members = collectMembers(value, labelName, diagnostics);
      if (members.length === 0) {
        diagnostics.push({
          severity: "error",
          summary: "Missing block label",
          detail: `At least one object property is required, whose name represents the ${member.name} block's ${labelName}.`,
          subject: startOf(value),
        });
      }
      for (const { name, nameRange, value: inner } of members) {
        unpack(inner, [...labels, name], [...labelRanges, nameRange]);
      }
      return;
    }
    if (value.kind === "null") return;
    if (value.kind !== "object" && value.kind !== "array") {
      diagnostics.push({
        severity: "error",
        summary: "Incorrect JSON value type",
        detail: `Either a JSON object or a JSON array is required, representing the contents of one or more ${quoteGo(member.name)} blocks.`,
        subject: startOf(value),
      });
      return;
    }
    for (const content of value.kind === "array" ? value.items : [value]) {
      const { body, diagnostics: found } = jsonBody(content);
      diagnostics.push(...found);
      blocks.push({
        type: member.name,
        typeRange: member.nameRange,
        labels,
        labelRanges,
        openBraceRange: value.openRange,
        closeBraceRange: body.endRange,
        headerRange: value.openRange,
        body,
      });
    }
  };
  unpack(member.value, [], []);
  return blocks;
}
