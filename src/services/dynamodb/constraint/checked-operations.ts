/**
 * Operations behind the checks of their input's constraints, in DynamoDB's words: `Value null at 'tableName' failed to
 * satisfy constraint: Member must not be null`. Today an empty text is not echoed and is named by its member's own
 * spelling, nor is a list, and most operations stop at the first violation.
 */
import type { AnyOperation } from "../../../cloud/operation.ts";
import { javaText, listedRules, memberName, type Rule, rulesOf } from "../../../wire/constraint-text.ts";
import {
  type MapShape,
  type Member,
  type Shape,
  type StructureShape,
  serviceModel,
  type Target,
} from "../../../wire/model.ts";
import { constraintRefusals, refusal, wording } from "../refusal.ts";
import { memberOrders } from "./member-orders.ts";

/** Where a value is: as the older sentences spell it, and as today's spell it where they differ. */
interface Place {
  readonly camel: string;
  readonly own: string;
}

interface Fault {
  readonly text: string;
  readonly kind: Rule["kind"] | "required";
}

type Check = (value: unknown, place: Place, faults: Fault[]) => void;

export function checkedOperations(operations: Readonly<Record<string, AnyOperation>>): Record<string, AnyOperation> {
  const checked: Record<string, AnyOperation> = {};
  for (const name of Object.keys(operations)) {
    const operation = operations[name]!;
    let check: ReturnType<typeof inputCheck> | undefined;
    checked[name] = (input, context) => {
      check ??= inputCheck(name);
      check(input as Readonly<Record<string, unknown>>);
      return operation(input, context);
    };
  }
  return checked;
}

function inputCheck(operation: string): (input: Readonly<Record<string, unknown>>) => void {
  const shape = serviceModel("dynamodb").operation(operation)?.input;
  const check = shape && new Checks().structure(shape, memberOrders[operation]);
  if (!check) return () => {};
  return (input) => {
    ownChecks[operation]?.(input);
    const faults: Fault[] = [];
    check(input, { camel: "", own: "" }, faults);
    if (faults.length === 0) return;
    throw constraintRefusals(told(operation, faults).map(({ text }) => text));
  };
}

/** Which of the violations are told: in the older wording all, today's depends on the operation. */
function told(operation: string, faults: readonly Fault[]): readonly Fault[] {
  if (wording === "2025" || operation === "CreateTable" || operation === "UpdateTable") return faults;
  const [first] = faults;
  // A PutItem tells of all its bad enumeration values together, of anything else by itself.
  if (operation === "PutItem" && first?.kind === "enum") return faults.filter(({ kind }) => kind === "enum");
  return faults.slice(0, 1);
}

/** Sentences that are not the framework's, of checks that come before its. */
const ownChecks: Readonly<Record<string, (input: Readonly<Record<string, unknown>>) => void>> = {
  // In nearly all regions this sentence has not changed with the others.
  BatchWriteItem: ({ RequestItems: items }) => {
    if (items && Object.keys(items).length === 0) {
      throw refusal("The requestItems parameter is required for BatchWriteItem");
    }
  },
  CreateTable: checkTableClass,
  UpdateTable: checkTableClass,
};

const tableClasses: readonly unknown[] = [undefined, "STANDARD", "STANDARD_INFREQUENT_ACCESS"];

function checkTableClass({ TableClass }: Readonly<Record<string, unknown>>): void {
  if (tableClasses.includes(TableClass)) return;
  throw refusal(
    "Invalid table-class parameter provided. Please try again with a valid table-class value: [STANDARD, STANDARD_INFREQUENT_ACCESS].",
  );
}

/** Tags and names are judged by DynamoDB's own sentences, not by their constraints. */
function hasOwnSentences({ name, shape }: Member): boolean {
  if (name === "ExpressionAttributeNames") return true;
  return name === "Tags" || name === "TagKeys" || (shape.kind === "structure" && shape.name === "Tag");
}

/** What the model lets a request leave out for the sake of parameters that nobody may use yet. */
const alsoRequired: Readonly<Record<string, readonly string[]>> = {
  CreateTableInput: ["AttributeDefinitions", "KeySchema"],
};

/** Only the keys of global indexes have more than two attributes. */
function narrowed(member: Member, { name }: StructureShape): Target {
  if (member.name !== "KeySchema" || (name !== "CreateTableInput" && name !== "LocalSecondaryIndex")) return member;
  return { ...member, constraint: { ...member.constraint, length: [1, 2] } };
}

class Checks {
  readonly #structures = new Map<StructureShape, Check | undefined>();

  structure(shape: StructureShape, order: readonly string[] = []): Check | undefined {
    if (this.#structures.has(shape)) return this.#structures.get(shape);
    // Shapes that contain themselves have no constraints here.
    this.#structures.set(shape, undefined);
    const checks = shape.members.flatMap((member, index) => {
      const check = hasOwnSentences(member) ? undefined : this.#target(narrowed(member, shape));
      const required = index < shape.required || alsoRequired[shape.name]?.includes(member.name) === true;
      return check || required ? [{ member, required, check }] : [];
    });
    const rank = (name: string): number => (order.includes(name) ? order.indexOf(name) : order.length);
    checks.sort((left, right) => rank(left.member.name) - rank(right.member.name));
    const check = checks.length === 0 ? undefined : membersCheck(checks);
    this.#structures.set(shape, check);
    return check;
  }

  #target(target: Target): Check | undefined {
    const inner = this.#inside(target.shape);
    const rules = target.constraint ? rulesOf(target.constraint, target.shape) : [];
    if (rules.length === 0) return inner;
    return (value, place, faults) => {
      for (const rule of rules) {
        if (!rule.holds(value)) faults.push({ text: sentenceOf(value, place, target.shape, rule), kind: rule.kind });
      }
      inner?.(value, place, faults);
    };
  }

  #inside(shape: Shape): Check | undefined {
    switch (shape.kind) {
      case "structure":
      case "union": {
        const check = this.structure(shape);
        return check && ((value, place, faults) => check(value, dotted(place), faults));
      }
      case "list": {
        const check = this.#target(shape.item);
        return (
          check &&
          ((value, place, faults) => {
            (value as unknown[]).forEach((item, i) => {
              if (item !== null && item !== undefined) check(item, beside(place, `.${i + 1}.member`), faults);
            });
          })
        );
      }
      case "map":
        return shape.value.shape.kind === "list" ? this.#mapOfLists(shape) : this.#map(shape);
      default:
        return undefined;
    }
  }

  #map(shape: MapShape): Check | undefined {
    const check = this.#target(shape.value);
    return (
      check &&
      ((value, place, faults) => {
        for (const [key, entry] of Object.entries(value as object)) {
          if (entry !== null && entry !== undefined) check(entry, beside(place, `.${key}.member`), faults);
        }
      })
    );
  }

  /** A list of the wrong length in a map is told as a fault of the map. */
  #mapOfLists(shape: MapShape): Check | undefined {
    const { constraint, shape: list } = shape.value;
    const rules = constraint ? rulesOf(constraint, list) : [];
    const inside = this.#inside(list);
    const sentence = `Map value must satisfy constraint: [${listedRules(rules).join(", ")}]`;
    return (value, place, faults) => {
      const entries = Object.entries(value as Record<string, unknown[]>);
      if (!entries.every(([, entry]) => rules.every((rule) => rule.holds(entry)))) {
        const text = `Value '${javaText(value, shape)}' at '${place.camel}' failed to satisfy constraint: ${sentence}`;
        faults.push({ text, kind: "most" });
      }
      for (const [key, entry] of entries) inside?.(entry, beside(place, `.${key}.member`), faults);
    };
  }
}

interface MemberCheck {
  readonly member: Member;
  readonly required: boolean;
  readonly check: Check | undefined;
}

function membersCheck(checks: readonly MemberCheck[]): Check {
  return (value, place, faults) => {
    for (const { member, required, check } of checks) {
      const content = (value as Record<string, unknown>)[member.name];
      if (content !== undefined && content !== null) {
        check?.(content, { camel: place.camel + memberName(member.name), own: place.own + member.name }, faults);
      } else if (required) {
        const path = place.camel + memberName(member.name);
        const text = `Value null at '${path}' failed to satisfy constraint: Member must not be null`;
        faults.push({ text, kind: "required" });
      }
    }
  };
}

function sentenceOf(value: unknown, place: Place, shape: Shape, rule: Rule): string {
  const silent = wording !== "2025" && (Array.isArray(value) || (rule.kind === "least" && isEmpty(value)));
  return silent
    ? `Value at '${place.own}' failed to satisfy constraint: ${rule.text}`
    : `Value '${javaText(value, shape)}' at '${place.camel}' failed to satisfy constraint: ${rule.text}`;
}

function isEmpty(value: unknown): boolean {
  return value === "" || (typeof value === "object" && value !== null && Object.keys(value).length === 0);
}

function dotted({ camel, own }: Place): Place {
  return { camel: `${camel}.`, own: `${own}.` };
}

function beside({ camel, own }: Place, suffix: string): Place {
  return { camel: camel + suffix, own: own + suffix };
}
