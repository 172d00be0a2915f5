/** What is wrong with a definition, and where. */
export interface Finding {
  readonly code:
    | "SCHEMA_VALIDATION_FAILED"
    | "MISSING_TRANSITION_TARGET"
    | "MISSING_END_STATE"
    | "INVALID_JSON_DESCRIPTION"
    | "INVALID_JSONATA_EXPRESSION"
    | "UNSUPPORTED_JSONATA_EXPRESSION";
  readonly message: string;
  /** Such as `/States/First/Next`; empty for what has no place. */
  readonly location: string;
}
