/**
 * What is wrong with a definition, as ValidateStateMachineDefinition lists it and CreateStateMachine refuses it. Source:
 * AWS, measured (reports of its diagnostics) where nothing else is said.
 */
import * as Sfn from "@aws-sdk/client-sfn";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestCloud, type TestCloud } from "../support/cloud.ts";
import { refusalOf } from "../support/refusal.ts";

let cloud: TestCloud;
let sfn: Sfn.SFNClient;

beforeAll(async () => {
  cloud = await startTestCloud();
  sfn = new Sfn.SFNClient(cloud.clientConfig);
});
afterAll(() => cloud.stop());

const END = { Type: "Pass", End: true };
const one = (state: object, more: object = {}) => ({ StartAt: "S", States: { S: state }, ...more });
const jsonata = (state: object) => one({ Type: "Pass", End: true, ...state }, { QueryLanguage: "JSONata" });
const map = (more: object, inner: object = {}) =>
  one({ Type: "Map", ItemProcessor: { StartAt: "P", States: { P: END }, ...inner }, End: true, ...more });
const task = (Resource: string) => one({ Type: "Task", Resource, End: true });

test.each<[string, object, ...string[]]>([
  ["nothing to object to", one(END)],
  [
    "a loop",
    {
      StartAt: "A",
      States: { A: { Type: "Pass", Next: "B" }, B: { Type: "Pass", Next: "A" }, C: { Type: "Pass", Next: "A" } },
    },
    "MISSING_END_STATE: Workflow has no terminal state at undefined",
  ],
  [
    "a loop beside an end",
    { StartAt: "A", States: { A: { Type: "Pass", Next: "B" }, B: { Type: "Pass", Next: "A" }, C: END } },
    'MISSING_TRANSITION_TARGET: State "C" is not reachable. at /States/C',
  ],
  [
    "a target that is not there",
    { StartAt: "A", States: { A: { Type: "Pass", Next: "NOPE" } } },
    "MISSING_TRANSITION_TARGET: Missing 'Next' target: NOPE at /States/A/Next",
    "MISSING_END_STATE: Workflow has no terminal state at undefined",
  ],
  [
    "a default that is not there",
    { StartAt: "C", States: { C: { Type: "Choice", Choices: [], Default: "X" }, E: END } },
    "MISSING_TRANSITION_TARGET: Missing 'Next' target: X at /States/C/Default",
    'MISSING_TRANSITION_TARGET: State "E" is not reachable. at /States/E',
  ],
  [
    "a rule that leads nowhere",
    {
      StartAt: "C",
      States: { C: { Type: "Choice", Choices: [{ Variable: "$.a", IsNull: true }], Default: "E" }, E: END },
    },
    "SCHEMA_VALIDATION_FAILED: These fields are required: [Next] at /States/C/Choices[0]",
  ],
  [
    "a catcher of nothing",
    one({
      Type: "Task",
      Resource: "arn:aws:states:::lambda:invoke",
      Retry: [{}],
      Catch: [{ ErrorEquals: ["States.ALL"] }],
      End: true,
    }),
    "SCHEMA_VALIDATION_FAILED: These fields are required: [ErrorEquals] at /States/S/Retry[0]",
    "SCHEMA_VALIDATION_FAILED: These fields are required: [Next] at /States/S/Catch[0]",
  ],
  [
    "a language that is none",
    one({ ...END, QueryLanguage: "JMESPath", Output: 1 }),
    "SCHEMA_VALIDATION_FAILED: The field 'QueryLanguage' should have one of these values: [JSONPath, JSONata] at /States/S/QueryLanguage",
  ],
  [
    "a misspelt field",
    one({ ...END, Paramters: {} }),
    "SCHEMA_VALIDATION_FAILED: Field 'Paramters' is not supported at /States/S",
  ],
  [
    "a field of another type",
    one({ Type: "Pass", TimeoutSeconds: 1, End: true }),
    "SCHEMA_VALIDATION_FAILED: Field 'TimeoutSeconds' is not supported at /States/S",
  ],
  [
    "a field of JSONata",
    one({ ...END, Output: 1 }),
    "SCHEMA_VALIDATION_FAILED: The QueryLanguage is set to 'JSONPath', but field 'Output' is only supported for the 'JSONata' QueryLanguage at /States/S",
  ],
  [
    "a field of JSONPath",
    one({ ...END, QueryLanguage: "JSONata", InputPath: "$" }),
    "SCHEMA_VALIDATION_FAILED: The QueryLanguage is set to 'JSONata', but field 'InputPath' is only supported for the 'JSONPath' QueryLanguage at /States/S",
  ],
  [
    "a language of an item processor",
    map({}, { QueryLanguage: "JSONata" }),
    "SCHEMA_VALIDATION_FAILED: Field 'QueryLanguage' is not supported at /States/S/ItemProcessor",
  ],
  [
    "a language of a Map, which is not that of its states",
    one({
      Type: "Map",
      QueryLanguage: "JSONata",
      ItemProcessor: { StartAt: "P", States: { P: { ...END, Output: 1 } } },
      End: true,
    }),
    "SCHEMA_VALIDATION_FAILED: The QueryLanguage is set to 'JSONPath', but field 'Output' is only supported for the 'JSONata' QueryLanguage at /States/S/ItemProcessor/States/P",
  ],
  [
    "a literal and a path",
    map({ MaxConcurrency: 1, MaxConcurrencyPath: "$.n" }),
    "SCHEMA_VALIDATION_FAILED: There should only be one of the following fields: [MaxConcurrency, MaxConcurrencyPath] at /States/S",
  ],
  [
    "a negative number",
    map({ ToleratedFailureCount: -1 }),
    "SCHEMA_VALIDATION_FAILED: Minimum value is 0 at /States/S/ToleratedFailureCount",
  ],
  [
    "more than a hundred percent",
    map({ ToleratedFailurePercentage: 101 }),
    "SCHEMA_VALIDATION_FAILED: Maximum value is 100.0 at /States/S/ToleratedFailurePercentage",
  ],
  [
    "a text where a number belongs",
    map({ MaxConcurrency: "$.n" }),
    "SCHEMA_VALIDATION_FAILED: Expected value of type Integer at /States/S/MaxConcurrency",
  ],
  [
    "a number in the context object",
    map({ MaxConcurrencyPath: "$$.Execution.Input.n" }),
    "SCHEMA_VALIDATION_FAILED: Value is not a Reference Path at /States/S/MaxConcurrencyPath",
  ],
  [
    "a resource that is no ARN",
    task("create"),
    "SCHEMA_VALIDATION_FAILED: Value is not a valid resource ARN at /States/S/Resource",
  ],
  [
    "a resource that nobody has",
    task("arn:aws:states:::nobody:call"),
    "SCHEMA_VALIDATION_FAILED: The resource provided arn:aws:states:::nobody:call is not recognized. The value is not a valid resource ARN, or the resource is not available in this region. at /States/S/Resource",
  ],
  [
    "an action that its service does not have",
    task("arn:aws:states:::aws-sdk:dynamodb:nope"),
    "SCHEMA_VALIDATION_FAILED: The resource provided arn:aws:states:::aws-sdk:dynamodb:nope is not recognized. The value is not a valid resource ARN, or the resource is not available in this region. at /States/S/Resource",
  ],
  ["an action that waits for its token", task("arn:aws:states:::aws-sdk:sfn:startExecution.waitForTaskToken")],
  [
    "a context item",
    jsonata({ Output: { v: "{% phone & phone & $states.input.a[b = 1].c %}" } }),
    "UNSUPPORTED_JSONATA_EXPRESSION: Reference to 'phone' at the top level is not supported. at /States/S/Output/v",
  ],
  [
    "an error output outside a catcher",
    jsonata({ Output: "{% $states.errorOutput %}" }),
    "UNSUPPORTED_JSONATA_EXPRESSION: Field '$states.errorOutput' does not exist. at /States/S/Output",
  ],
  [
    "an unfinished expression",
    jsonata({ Output: ["{% 1 + %}"] }),
    "INVALID_JSONATA_EXPRESSION: Unexpected end of expression at /States/S/Output[0]",
  ],
  [
    "a bracket of another kind",
    jsonata({ Assign: { x: "{% $a[1,2) %}" } }),
    'INVALID_JSONATA_EXPRESSION: Expected "]", got "," at /States/S/Assign/x',
  ],
  [
    "functions, variables and sorted sequences",
    jsonata({ Output: "{% $map($x, function($v) { $v.a }) ~> $sum & $x^(name){ id: b } %}" }),
  ],
])("a definition with %s", async (_, definition, ...expected) => {
  const text = JSON.stringify(definition);
  const { result, diagnostics = [] } = await sfn.send(
    new Sfn.ValidateStateMachineDefinitionCommand({ definition: text }),
  );
  expect(diagnostics.map(({ code, message, location }) => `${code}: ${message} at ${location}`)).toEqual(expected);
  expect(result).toBe(expected.length === 0 ? "OK" : "FAIL");
  if (expected.length === 0) return;
  // What has no place is at null there.
  const listed = expected.join(", ").replaceAll("at undefined", "at null");
  const command = new Sfn.CreateStateMachineCommand({
    name: "refused",
    definition: text,
    roleArn: "arn:aws:iam::000000000000:role/states",
  });
  expect(await refusalOf(sfn, command)).toBe(`InvalidDefinition: Invalid State Machine Definition: '${listed}'`);
});

// Source: the API's reference (codes; severity WARNING asks for them, and they leave the result OK).
test("warnings are listed where they are asked for", async () => {
  const definition = JSON.stringify({
    StartAt: "P",
    States: {
      P: { Type: "Pass", Result: { a: "$.b" }, Next: "W" },
      W: { Type: "Pass", Parameters: { a: "$.b", "c.$": "$.d", e: "States.UUID()", price: "$5" }, Next: "F" },
      F: { Type: "Fail", Error: "$.error" },
    },
  });
  const validate = (severity?: "WARNING") =>
    sfn.send(new Sfn.ValidateStateMachineDefinitionCommand({ definition, ...(severity && { severity }) }));
  expect(await validate()).toMatchObject({ result: "OK", diagnostics: [] });
  const { result, diagnostics = [] } = await validate("WARNING");
  expect(result).toBe("OK");
  expect(diagnostics.map(({ severity, code, location }) => [severity, code, location])).toEqual([
    ["WARNING", "PASS_RESULT_IS_STATIC", "/States/P/Result/a"],
    ["WARNING", "NO_DOLLAR", "/States/W/Parameters/a"],
    ["WARNING", "NO_DOLLAR", "/States/W/Parameters/e"],
    ["WARNING", "NO_PATH", "/States/F/Error"],
  ]);
});
