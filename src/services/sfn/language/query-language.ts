/** Which of the two languages a state's expressions are written in: the state says, or the machine does, or it is JSONPath. */
export type QueryLanguage = "JSONPath" | "JSONata";

interface Speaking {
  readonly QueryLanguage?: string;
}

export function queryLanguageOf(state: Speaking, whole: QueryLanguage = "JSONPath"): QueryLanguage {
  const { QueryLanguage: own } = state;
  return own === "JSONata" || own === "JSONPath" ? own : whole;
}
