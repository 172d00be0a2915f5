/** A state machine as the Amazon States Language writes it; checked before it is one. */
import type { Json, JsonObject } from "./json.ts";

export interface Machine {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
  readonly TimeoutSeconds?: number;
  readonly Comment?: string;
  readonly QueryLanguage?: string;
}

/** The machine that a Map runs for each item. */
export interface ItemProcessor extends Machine {
  readonly ProcessorConfig?: { readonly Mode?: string; readonly ExecutionType?: string };
}

export type StateType = "Task" | "Wait" | "Pass" | "Succeed" | "Fail" | "Choice" | "Parallel" | "Map";

export interface State {
  readonly Type: StateType;
  readonly QueryLanguage?: string;
  readonly Next?: string;
  readonly End?: boolean;
  readonly InputPath?: string | null;
  readonly OutputPath?: string | null;
  readonly ResultPath?: string | null;
  readonly Parameters?: Json;
  /** JSONata's counterpart of Parameters. */
  readonly Arguments?: Json;
  /** JSONata's counterpart of ResultSelector, ResultPath and OutputPath. */
  readonly Output?: Json;
  readonly ResultSelector?: Json;
  readonly Assign?: JsonObject;
  readonly Retry?: readonly Retrier[];
  readonly Catch?: readonly Catcher[];
  readonly Result?: Json;
  readonly Resource?: string;
  readonly TimeoutSeconds?: number;
  readonly TimeoutSecondsPath?: string;
  readonly HeartbeatSeconds?: number;
  readonly HeartbeatSecondsPath?: string;
  readonly Choices?: readonly ChoiceRule[];
  readonly Default?: string;
  readonly Seconds?: number;
  readonly SecondsPath?: string;
  readonly Timestamp?: string;
  readonly TimestampPath?: string;
  readonly Error?: string;
  readonly ErrorPath?: string;
  readonly Cause?: string;
  readonly CausePath?: string;
  readonly Branches?: readonly Machine[];
  readonly ItemsPath?: string;
  readonly Items?: Json;
  readonly ItemProcessor?: ItemProcessor;
  readonly Iterator?: ItemProcessor;
  readonly ItemReader?: JsonObject;
  readonly ItemBatcher?: JsonObject;
  readonly ResultWriter?: JsonObject;
  readonly Label?: string;
  readonly ItemSelector?: Json;
  readonly MaxConcurrency?: number;
  readonly MaxConcurrencyPath?: string;
  readonly ToleratedFailureCount?: number;
  readonly ToleratedFailurePercentage?: number;
  readonly ToleratedFailureCountPath?: string;
  readonly ToleratedFailurePercentagePath?: string;
}

export interface Retrier {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds?: number;
  readonly MaxAttempts?: number;
  readonly BackoffRate?: number;
  readonly MaxDelaySeconds?: number;
  readonly JitterStrategy?: "FULL" | "NONE";
}

export interface Catcher {
  readonly ErrorEquals: readonly string[];
  readonly Next: string;
  readonly ResultPath?: string | null;
  readonly Assign?: JsonObject;
  readonly Output?: Json;
}

export interface ChoiceRule {
  readonly And?: readonly ChoiceRule[];
  readonly Or?: readonly ChoiceRule[];
  readonly Not?: ChoiceRule;
  readonly Variable?: string;
  readonly Condition?: Json;
  readonly Next?: string;
  readonly Assign?: JsonObject;
  readonly Output?: Json;
  readonly [operator: string]: unknown;
}
