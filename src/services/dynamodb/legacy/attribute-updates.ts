/** AttributeUpdates: what UpdateItem had before there were expressions, as the same actions. */
import type { AttributeValueUpdate } from "@aws-sdk/client-dynamodb";
import { admitValue } from "../attribute/admit.ts";
import { typeOf } from "../attribute/value.ts";
import type { UpdateAction, ValueOperand } from "../expression/syntax.ts";
import { invalidParameter } from "../refusal.ts";

const addable = ["L", "N", "SS", "NS", "BS"];
const sets = ["SS", "NS", "BS"];

export function readAttributeUpdates(
  updates: Readonly<Record<string, AttributeValueUpdate>> | undefined,
): readonly UpdateAction[] | undefined {
  return updates && Object.entries(updates).map(([name, update]) => actionOf(name, update));
}

function actionOf(name: string, { Action: action = "PUT", Value: given }: AttributeValueUpdate): UpdateAction {
  const path = [name];
  const value = given && admitValue(given);
  if (!value) {
    if (action === "DELETE") return { kind: "REMOVE", path };
    throw invalidParameter("Only DELETE action is allowed when no attribute value is specified");
  }
  const operand: ValueOperand = { kind: "value", placeholder: "", value };
  const type = typeOf(value);
  switch (action) {
    case "DELETE":
      if (!sets.includes(type)) {
        throw invalidParameter(`DELETE action with value is not supported for the type ${type}`);
      }
      return { kind: "DELETE", path, operand, legacy: true };
    case "ADD":
      if (!addable.includes(type)) throw invalidParameter(`ADD action is not supported for the type ${type}`);
      return { kind: "ADD", path, operand, legacy: true };
    default:
      return { kind: "SET", path, operand };
  }
}
