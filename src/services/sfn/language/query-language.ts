/**
 * Which of the two languages a state's expressions are written in: the state says, or the machine does, or it is
 * JSONPath. Source: AWS, measured: what is neither's name, and refused, is taken for JSONata.
 */
export type QueryLanguage = "JSONPath" | "JSONata";

interface Speaking {
  readonly QueryLanguage?: string;
}

export function queryLanguageOf(state: Speaking, whole: QueryLanguage = "JSONPath"): QueryLanguage {
  const { QueryLanguage: own } = state;
  if (own === undefined) return whole;
  return own === "JSONPath" ? own : "JSONata";
}
