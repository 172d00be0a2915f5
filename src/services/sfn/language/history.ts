/** What an execution tells of itself: events in order, each with the one before it in its branch. */
import type * as Sfn from "@aws-sdk/client-sfn";
import type { StateType } from "./definition.ts";

export type EventDetails = Omit<Sfn.HistoryEvent, "timestamp" | "id" | "previousEventId" | "type">;

export interface History {
  /** Adds an event and returns its id. */
  add(type: Sfn.HistoryEventType, previous: number, details?: EventDetails): number;
}

/** The place of one branch in the history. */
export interface Cursor {
  /** Id of the branch's last event. */
  previous: number;
  /** The type of the state that ended the branch with its failure. */
  failedState?: StateType;
}

export const dataDetails = { truncated: false };
