/** An expression may have 300 operators and functions; AND, OR and NOT only join them. */
import { ExpressionFault } from "./tokens.ts";

const mostOperators = 300;

export class OperatorCount {
  #count = 0;

  count(): void {
    if (++this.#count <= mostOperators) return;
    throw new ExpressionFault(`The expression contains too many operators; operator count: ${this.#count}`);
  }
}
