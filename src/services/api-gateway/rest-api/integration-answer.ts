/** What an integration answers, before it becomes the method's response. */
import type { Pairs } from "../../../endpoint/request-parts.ts";

export interface IntegrationAnswer {
  readonly status: number;
  readonly headers: Pairs;
  readonly body: Buffer;
  /** What selection patterns are matched with: the status, or the message of a function that failed. */
  readonly selector: string;
}
