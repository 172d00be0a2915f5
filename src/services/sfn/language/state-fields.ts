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

/** The fields of a state that one of its type and language cannot have. */
export function unsupportedFields(state: object, type: StateType, language: QueryLanguage): string[] {
  const { both, [language]: own } = FIELDS[type];
  const known = new Set([...ALL, ...both, ...own]);
  return Object.keys(state).filter((name) => !known.has(name));
}
