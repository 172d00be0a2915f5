/** `dynamic "name" { for_each … content { … } }`: one block an element, with the element under the iterator's name. */

import { type BodyContent, readBody } from "../../hcl/body.ts";
import { quoteGo } from "../../hcl/quote.ts";
import type { SourceRange } from "../../hcl/source.ts";
import { staticKeyword, staticList } from "../../hcl/static.ts";
import type { Attribute, Block, Body, Expression } from "../../hcl/syntax.ts";
import { ConversionError, convert } from "./convert.ts";
import { evaluateExpression } from "./evaluate.ts";
import { elementsOf } from "./evaluate-for.ts";
import { type Evaluation, type Frame, NO_VALUE } from "./evaluation.ts";
import { friendlyName, isPrimitive } from "./friendly-type.ts";
import { STRING } from "./type.ts";
import { type Mark, objectValue, type Value } from "./value.ts";

/** A block as written, or as a dynamic block made it. */
export interface DecodedBlock {
  readonly type: string;
  readonly labels: readonly string[];
  readonly headerRange: SourceRange;
  readonly body: Body;
  /** With the iterators of dynamic blocks around it. */
  readonly frame: Frame | undefined;
  /** How many of these blocks there will be is not known. */
  readonly unknown: boolean;
  /** Of the collection that it was made from. */
  readonly marks: ReadonlySet<Mark>;
}

const NO_MARKS: ReadonlySet<Mark> = new Set();

/** All blocks in order, dynamic ones replaced by what they make. */
export function expandBlocks(
  { blocks }: BodyContent,
  evaluation: Evaluation,
  frame: Frame | undefined,
  isExpected: (type: string) => boolean,
): readonly DecodedBlock[] {
  return blocks.flatMap((block) => {
    if (block.type === "dynamic") return new DynamicBlock(block, evaluation, frame).expand(isExpected);
    const { type, labels, headerRange, body } = block;
    return [{ type, labels, headerRange, body, frame, unknown: false, marks: NO_MARKS }];
  });
}

const SCHEMA = {
  attributes: [{ name: "for_each", required: true }, { name: "iterator" }, { name: "labels" }],
  blocks: [{ type: "content" }],
};

class DynamicBlock {
  readonly #block: Block;
  readonly #evaluation: Evaluation;
  readonly #frame: Frame | undefined;

  constructor(block: Block, evaluation: Evaluation, frame: Frame | undefined) {
    this.#block = block;
    this.#evaluation = evaluation;
    this.#frame = frame;
  }

  expand(isExpected: (type: string) => boolean): readonly DecodedBlock[] {
    const type = this.#block.labels[0] as string;
    if (!isExpected(type)) {
      const detail = `Blocks of type ${quoteGo(type)} are not expected here.`;
      this.#error("Unsupported block type", detail, this.#block.labelRanges[0] as SourceRange);
      return [];
    }
    const content = readBody(this.#block.body, SCHEMA);
    this.#evaluation.diagnostics.push(...content.diagnostics);
    const [body, excess] = content.blocks;
    if (!body) {
      const detail =
        'A dynamic block must have a nested block of type "content" to describe the body of each generated block.';
      this.#error("Missing dynamic content block", detail, content.missingItemRange);
      return [];
    }
    if (excess) {
      const detail = "Only one nested content block is allowed for each dynamic block.";
      this.#error("Extraneous dynamic content block", detail, excess.headerRange);
      return [];
    }
    const forEach = content.attributes.get("for_each");
    if (!forEach) return [];
    const iterator = this.#iteratorName(content.attributes.get("iterator"), type);
    const collection = iterator === undefined ? undefined : this.#collection(forEach.expression);
    if (!collection || iterator === undefined) return [];
    const labels = content.attributes.get("labels");
    const make = (key: Value, value: Value, unknown: boolean): DecodedBlock => {
      const frame: Frame = { name: iterator, value: objectValue({ key, value }), up: this.#frame };
      return {
        type,
        labels: labels ? this.#labels(labels, frame) : [],
        headerRange: this.#block.headerRange,
        body: body.body,
        frame,
        unknown,
        marks: collection.marks,
      };
    };
    if (!collection.isKnown) return [make(NO_VALUE, NO_VALUE, true)];
    return [...elementsOf(collection)].map(([key, value]) => make(key, value, false));
  }

  #error(summary: string, detail: string, subject: SourceRange, expression?: Expression): void {
    this.#evaluation.error(summary, detail, subject, this.#frame, expression ? { expression } : {});
  }

  #iteratorName(attribute: Attribute | undefined, type: string): string | undefined {
    if (!attribute) return type;
    const name = staticKeyword(attribute.expression);
    if (name !== undefined) return name;
    this.#error(
      "Invalid expression",
      "A single static variable reference is required: only attribute access and indexing with constant keys. No calculations, function calls, template expressions, etc are allowed here.",
      attribute.expression.range,
    );
    return undefined;
  }

  /** What to iterate over; possibly unknown. Undefined when it is something else, which has been reported. */
  #collection(expression: Expression): Value | undefined {
    const mark = this.#evaluation.mark();
    const value = evaluateExpression(expression, this.#evaluation, this.#frame);
    if (this.#evaluation.failedSince(mark)) return undefined;
    const refuse = (detail: string): undefined => {
      this.#error("Invalid dynamic for_each value", detail, expression.range, expression);
      return undefined;
    };
    if (value.isNull) return refuse("Cannot use a null value in for_each.");
    if (isPrimitive(value.type)) {
      return refuse(`Cannot use a ${friendlyName(value.type)} value in for_each. An iterable collection is required.`);
    }
    return value;
  }

  #labels({ expression }: Attribute, frame: Frame): readonly string[] {
    const items = staticList(expression);
    if (!items) {
      this.#error("Invalid expression", "A static list expression is required.", expression.range);
      return [];
    }
    return items.map((item) => {
      const value = evaluateExpression(item, this.#evaluation, frame);
      try {
        const text = convert(value, STRING);
        if (text.isNull) {
          this.#error(
            "Invalid dynamic block label",
            "Cannot use a null value as a dynamic block label.",
            item.range,
            item,
          );
        } else if (!text.isKnown) {
          const detail = "This value is not yet known. Dynamic block labels must be immediately-known values.";
          this.#error("Invalid dynamic block label", detail, item.range, item);
        } else return text.string;
      } catch (error) {
        if (!(error instanceof ConversionError)) throw error;
        const detail = `Cannot use this value as a dynamic block label: ${error.message}.`;
        this.#error("Invalid dynamic block label", detail, item.range, item);
      }
      return "";
    });
  }
}
