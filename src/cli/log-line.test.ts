import { expect, test } from "vitest";
import { logLine } from "./log-line.ts";

const output = (isTerminal: boolean) => ({ isTerminal, columns: 80, write: () => undefined });
const event = (message: string) => ({ timestamp: 0, message });
const TIME = "1970-01-01T00:00:00.000Z";

test.each([
  ["hello\n", `\u001B[90m${TIME}\u001B[0m hello\n`],
  ["x\tid\tERROR\tno", `\u001B[90m${TIME}\u001B[0m \u001B[31mx\tid\tERROR\tno\u001B[0m\n`],
  ['{"level":"warn"}', `\u001B[90m${TIME}\u001B[0m \u001B[33m{"level":"warn"}\u001B[0m\n`],
  ["END RequestId: a", `\u001B[90m${TIME}\u001B[0m \u001B[90mEND RequestId: a\u001B[0m\n`],
])("%s", (message, expected) => {
  expect(logLine(event(message), output(true), {})).toBe(expected);
});

test("no colours where nobody sees them, or where they are not wanted", () => {
  expect(logLine(event("[ERROR] no"), output(false), {})).toBe(`${TIME} [ERROR] no\n`);
  expect(logLine(event("[ERROR] no"), output(true), { NO_COLOR: "1" })).toBe(`${TIME} [ERROR] no\n`);
});
