/** Finds the state that a test is about: the definition itself, or one by its name in a whole machine. */
import { ServiceException } from "../../../wire/service-exception.ts";
import { validationException } from "../fault.ts";
import { checkDefinition } from "../language/check-definition.ts";
import type { Machine, State } from "../language/definition.ts";
import type { Finding } from "../language/finding.ts";
import { type QueryLanguage, queryLanguageOf } from "../language/query-language.ts";
import { invalidDefinition } from "../machine-checks.ts";

export interface TestedState {
  readonly name: string;
  readonly state: State;
  readonly language: QueryLanguage;
}

/** What a state that is given alone is called. Source: AWS, recorded. */
const NAMELESS = "StateName";

export function testedState(definition: string, stateName: string | undefined): TestedState {
  const given = parsed(definition);
  if (stateName === undefined) {
    const machine = { StartAt: NAMELESS, States: { [NAMELESS]: given as unknown as State } };
    const text = JSON.stringify(machine);
    // A state alone may go on to any other.
    refuse(text, ({ code }) => code !== "MISSING_TRANSITION_TARGET" && code !== "MISSING_END_STATE");
    const state = given as unknown as State;
    return { name: NAMELESS, state, language: queryLanguageOf(state) };
  }
  const machine = given as unknown as Machine;
  const state = find(machine, stateName);
  if (!state) throw validationException("State not found in definition");
  refuse(definition, () => true);
  return { name: stateName, state, language: queryLanguageOf(state, queryLanguageOf(machine)) };
}

function parsed(definition: string): object {
  try {
    return JSON.parse(definition) as object;
  } catch {
    throw new ServiceException(
      "InvalidDefinition",
      "Invalid State Machine Definition: 'INVALID_JSON_DESCRIPTION: Definition is not a valid JSON object'",
    );
  }
}

type Matters = (finding: Finding) => boolean;

function refuse(text: string, matters: Matters): void {
  const findings = checkDefinition(text).findings.filter(matters);
  if (findings.length > 0) throw invalidDefinition(findings);
}

/** At any depth. */
function find(machine: Partial<Machine>, name: string): State | undefined {
  const states = machine.States ?? {};
  if (Object.hasOwn(states, name)) return states[name];
  for (const { Branches = [], ItemProcessor, Iterator: iterator } of Object.values(states)) {
    for (const inner of [...Branches, ItemProcessor, iterator]) {
      const found = inner && find(inner, name);
      if (found) return found;
    }
  }
  return undefined;
}
