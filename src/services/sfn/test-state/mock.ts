/** The mock of a test: instead of a task's work, or of what the branches of a Map or a Parallel would do. */
import type { MockInput, TestStateConfiguration } from "@aws-sdk/client-sfn";
import { ServiceException } from "../../../wire/service-exception.ts";
import { validationException } from "../fault.ts";
import type { State } from "../language/definition.ts";
import { StateFailure } from "../language/failure.ts";
import type { Json } from "../language/json.ts";
import { isList } from "../language/json.ts";
import { checkMockedResult } from "./mock-schema.ts";

/** What happens instead; undefined when nothing is mocked. */
export type Mocked = { readonly result: Json } | { readonly failure: StateFailure } | undefined;

const MOCKABLE: ReadonlySet<string> = new Set(["Task", "Map", "Parallel"]);

// Source: AWS, recorded (all sentences but those on what a mock's own text must be).
export function mockOf(
  state: State,
  mock: MockInput | undefined,
  configuration: TestStateConfiguration | undefined,
  roleArn: string | undefined,
): Mocked {
  if (!mock) {
    if (configuration?.mapIterationFailureCount !== undefined) {
      throw validationException("TestState does not support MapIterationFailureCount when a mock is not specified.");
    }
    if (state.Type === "Map" || state.Type === "Parallel") {
      throw new ServiceException(
        "InvalidDefinition",
        "TestState API does not support Map or Parallel states. Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]",
      );
    }
    if (state.Type === "Task" && roleArn === undefined) {
      throw validationException("RoleArn must be specified when testing a Task state");
    }
    return undefined;
  }
  if (!MOCKABLE.has(state.Type)) {
    throw validationException(`State type '${state.Type}' is not supported when a mock is specified`);
  }
  if ((mock.result === undefined) === (mock.errorOutput === undefined)) {
    throw validationException("A test mock should have only one of the following fields: [result, errorOutput].");
  }
  if (mock.errorOutput) return { failure: new StateFailure(mock.errorOutput.error, mock.errorOutput.cause) };
  const result = parsed(mock.result as string);
  if (state.Type !== "Task" && !isList(result)) throw validationException("Mocked result must be an array.");
  if (state.Type === "Task") checkMockedResult(state.Resource ?? "", result, mock.fieldValidationMode ?? "STRICT");
  return { result };
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw validationException("Mocked result must be a valid JSON document.");
  }
}
