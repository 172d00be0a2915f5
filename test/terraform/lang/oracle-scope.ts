/** The scope that the recorded expressions are evaluated in, built from their configuration without the plan engine. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { parseFile } from "../../../src/hcl/parse.ts";
import type { Body, Expression } from "../../../src/hcl/syntax.ts";
import { convert } from "../../../src/terraform/lang/convert.ts";
import { evaluate } from "../../../src/terraform/lang/evaluate.ts";
import type { Reference } from "../../../src/terraform/lang/reference.ts";
import type { Resolved, Scope } from "../../../src/terraform/lang/scope.ts";
import { DYNAMIC, STRING, type Type } from "../../../src/terraform/lang/type.ts";
import { applyDefaults, parseTypeConstraint } from "../../../src/terraform/lang/type-constraint.ts";
import {
  nullValue,
  objectValue,
  stringValue,
  tupleValue,
  unknownValue,
  type Value,
} from "../../../src/terraform/lang/value.ts";

export function oracleScope(directory: string): Scope {
  const filename = path.join(directory, "ctx.tf");
  const { file, diagnostics } = parseFile("ctx.tf", readFileSync(filename, "utf8"));
  if (diagnostics.length > 0) throw new Error(diagnostics[0]?.detail);
  const values = new Map<string, Value>();
  const locals = new Map<string, Expression>();
  const scope: Scope = { baseDirectory: directory, pureOnly: true, planTimestamp: new Date(0), resolve };

  function resolve({ subject }: Reference): Resolved {
    switch (subject.kind) {
      case "variable":
        return { value: values.get(`var.${subject.name}`) ?? unknownValue() };
      case "local": {
        const known = values.get(`local.${subject.name}`);
        if (known) return { value: known };
        const expression = locals.get(subject.name);
        const value = expression ? evaluate(expression, scope).value : unknownValue();
        values.set(`local.${subject.name}`, value);
        return { value };
      }
      case "resource":
      case "resource-instance":
        return { value: values.get(`${subject.resource.type}.${subject.resource.name}`) ?? unknownValue() };
      case "path":
        return { value: stringValue(subject.name === "cwd" ? directory : ".") };
      case "terraform":
        return { value: stringValue("default") };
      default:
        return { value: unknownValue() };
    }
  }

  const constant = (expression: Expression): Value => evaluate(expression, scope).value;
  for (const block of file.body.blocks) {
    const { attributes } = block.body;
    if (block.type === "variable") values.set(`var.${block.labels[0]}`, variable(block.body, constant));
    if (block.type === "locals") for (const [name, { expression }] of attributes) locals.set(name, expression);
    if (block.type === "resource") values.set(block.labels.join("."), resource(block.body, constant));
  }
  return scope;
}

function variable({ attributes }: Body, constant: (expression: Expression) => Value): Value {
  const typeExpression = attributes.get("type")?.expression;
  const parsed = typeExpression && parseTypeConstraint(typeExpression);
  const preset = attributes.get("default")?.expression;
  const given = preset ? constant(preset) : nullValue();
  const type: Type = parsed?.type ?? DYNAMIC;
  const value = convert(parsed?.defaults ? applyDefaults(given, parsed.defaults) : given, type);
  const marks = (["sensitive", "ephemeral"] as const).filter((mark) => attributes.has(mark));
  return value.withMarks(marks);
}

/** What terraform_data plans: an id that is not null, an output that is as its input. */
function planned(input: Value): Value {
  return objectValue({
    id: unknownValue(STRING, { notNull: true }),
    input,
    output: unknownValue(input.type),
    triggers_replace: nullValue(DYNAMIC),
  });
}

function resource({ attributes }: Body, constant: (expression: Expression) => Value): Value {
  const input = attributes.get("input")?.expression;
  const count = attributes.get("count");
  const instance = (key: Value, name: "count" | "each"): Value => {
    if (!input) return planned(nullValue(DYNAMIC));
    const scope: Scope = {
      resolve: ({ subject }) => ({ value: subject.kind === name ? key : unknownValue() }),
    };
    return planned(evaluate(input, scope).value);
  };
  if (count) {
    const { number } = constant(count.expression);
    const indexes = Array.from({ length: number.toNumber() }, (_, i) =>
      convert(stringValue(String(i)), { kind: "number" }),
    );
    return tupleValue(indexes.map((index) => instance(index, "count")));
  }
  const forEach = attributes.get("for_each");
  if (!forEach) return planned(input ? constant(input) : nullValue(DYNAMIC));
  return objectValue(constant(forEach.expression).elements.map((key) => [key.string, instance(key, "each")] as const));
}
