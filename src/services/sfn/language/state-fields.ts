/** Which fields a state may have, by its type and query language. Source: the Amazon States Language. */
import type { StateType } from "./definition.ts";
import type { QueryLanguage } from "./query-language.ts";

const words = (text: string): readonly string[] => text.split(" ");

const ALL = words("Type Comment QueryLanguage");
const GOING_ON = words("Next End Assign");
const FAILING = words("Retry Catch");
const PATHS = words("InputPath OutputPath");
const RESULT = words("ResultPath Parameters");
const MAP = words(
  "ItemProcessor Iterator ItemSelector MaxConcurrency ToleratedFailureCount ToleratedFailurePercentage Label ItemReader ItemBatcher ResultWriter",
);

/** Fields of both languages, then those of one alone. */
const FIELDS: Readonly<
  Record<StateType, { readonly both: readonly string[] } & Record<QueryLanguage, readonly string[]>>
> = {
  Task: {
    both: [...GOING_ON, ...FAILING, ...words("Resource TimeoutSeconds HeartbeatSeconds Credentials")],
    JSONPath: [...PATHS, ...RESULT, ...words("ResultSelector TimeoutSecondsPath HeartbeatSecondsPath")],
    JSONata: words("Arguments Output"),
  },
  Wait: {
    both: [...GOING_ON, ...words("Seconds Timestamp")],
    JSONPath: [...PATHS, ...words("SecondsPath TimestampPath")],
    JSONata: ["Output"],
  },
  Pass: { both: GOING_ON, JSONPath: [...PATHS, ...RESULT, "Result"], JSONata: ["Output"] },
  Succeed: { both: [], JSONPath: PATHS, JSONata: ["Output"] },
  Fail: { both: words("Error Cause"), JSONPath: words("ErrorPath CausePath"), JSONata: [] },
  Choice: { both: words("Choices Default Assign"), JSONPath: PATHS, JSONata: ["Output"] },
  Parallel: {
    both: [...GOING_ON, ...FAILING, "Branches"],
    JSONPath: [...PATHS, ...RESULT, "ResultSelector"],
    JSONata: words("Arguments Output"),
  },
  Map: {
    both: [...GOING_ON, ...FAILING, ...MAP],
    JSONPath: [
      ...PATHS,
      ...RESULT,
      ...words("ResultSelector ItemsPath MaxConcurrencyPath ToleratedFailureCountPath ToleratedFailurePercentagePath"),
    ],
    JSONata: words("Items Output"),
  },
};

/** What is wrong with the fields that a state has. Source: AWS, measured: both sentences are about the state. */
export function fieldFaults(state: object, type: StateType, language: QueryLanguage): string[] {
  const { both, [language]: own } = FIELDS[type];
  const known = new Set([...ALL, ...both, ...own]);
  const unknown = Object.keys(state).filter((name) => !known.has(name));
  return unknown.map((name) => languageFault(name, FIELDS[type], language) ?? `Field '${name}' is not supported`);
}

/** The other language's field; undefined for what is none of its fields either. */
export function languageFault(
  name: string,
  fields: Readonly<Record<QueryLanguage, readonly string[]>>,
  language: QueryLanguage,
): string | undefined {
  const other = language === "JSONPath" ? "JSONata" : "JSONPath";
  if (!fields[other].includes(name)) return undefined;
  return `The QueryLanguage is set to '${language}', but field '${name}' is only supported for the '${other}' QueryLanguage`;
}
