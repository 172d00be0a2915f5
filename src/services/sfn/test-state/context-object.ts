/** The context object of a tested state: a made-up one, or the caller's, which may only have the members a real one has. */
import { randomUUID } from "node:crypto";
import type { OperationContext } from "../../../cloud/operation.ts";
import type { ServiceException } from "../../../wire/service-exception.ts";
import { validationException } from "../fault.ts";
import type { State } from "../language/definition.ts";
import type { Json, JsonObject } from "../language/json.ts";
import { isObject } from "../language/json.ts";
import { statesArn } from "../machines.ts";

interface Members {
  readonly [name: string]: Members | "any";
}

const MEMBERS: Members = {
  Execution: {
    Id: "any",
    Input: "any",
    Name: "any",
    RoleArn: "any",
    StartTime: "any",
    RedriveCount: "any",
    RedriveTime: "any",
  },
  State: { EnteredTime: "any", Name: "any", RetryCount: "any" },
  StateMachine: { Id: "any", Name: "any" },
  Task: { Token: "any" },
  Map: { Item: { Index: "any", Key: "any", Source: "any", Value: "any" } },
};

// Source: AWS, recorded (these sentences).
const invalid = (sentence: string): ServiceException =>
  validationException(`Invalid Context object provided: ${sentence}`);

export function givenContext(text: string, state: State): JsonObject {
  const context = parsed(text);
  checkMembers(context, MEMBERS);
  if (
    context.Task !== undefined &&
    !(state.Type === "Task" && /\.(?:sync(?::2)?|waitForTaskToken)$/.test(state.Resource ?? ""))
  ) {
    throw invalid(
      "Context object contains 'Task' when state is not a Task state with a '.sync' or '.waitForTaskToken' service integration pattern",
    );
  }
  return context;
}

function parsed(text: string): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw invalid("Context object is not a valid JSON object");
  }
  if (isObject(value)) return value;
  throw invalid("Context object is not a valid JSON object");
}

function checkMembers(value: Json, members: Members): void {
  if (!isObject(value)) return;
  for (const [name, inner] of Object.entries(value)) {
    const known = members[name];
    if (known === undefined) throw invalid(`Field '${name}' is not allowed`);
    if (known === "any") continue;
    if (!isObject(inner)) throw invalid(`Field '${name}' must be an object`);
    checkMembers(inner, known);
  }
}

export function madeUpContext(
  context: OperationContext,
  name: string,
  input: Json,
  roleArn: string | undefined,
): JsonObject {
  const [machine, execution] = [randomUUID(), randomUUID()];
  const now = new Date(context.clock.now()).toISOString();
  return {
    Execution: {
      Id: statesArn(context, `express:${machine}:${execution}`),
      Input: input,
      Name: execution,
      ...(roleArn === undefined ? {} : { RoleArn: roleArn }),
      StartTime: now,
    },
    StateMachine: { Id: statesArn(context, `stateMachine:${machine}`), Name: machine },
    State: { Name: name, EnteredTime: now, RetryCount: 0 },
  };
}
