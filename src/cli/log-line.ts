/** One event of a log as a line for people: the time pale, errors red, warnings yellow, the platform's own lines pale. */
import type { Output } from "./command.ts";

type Paint = (text: string) => string;

const plain: Paint = (text) => text;
const ansi =
  (code: number): Paint =>
  (text) =>
    `\u001B[${code}m${text}\u001B[0m`;
const pale = ansi(90);

const LOOKS: readonly (readonly [sign: RegExp, paint: Paint])[] = [
  [/^(?:INIT_START|START|END|REPORT|EXTENSION|TELEMETRY)\s/, pale],
  [/\t(?:ERROR|FATAL)\t|"level":\s*"(?:error|fatal)"|^\[?(?:ERROR|FATAL)\b|Task timed out|Traceback/i, ansi(31)],
  [/\tWARN\t|"level":\s*"warn(?:ing)?"|^\[?WARN(?:ING)?\b/i, ansi(33)],
];

export function logLine(
  event: { readonly timestamp: number; readonly message: string },
  output: Output,
  environment: Readonly<Record<string, string | undefined>>,
): string {
  const coloured = output.isTerminal && !environment["NO_COLOR"];
  const message = event.message.trimEnd();
  const look = coloured ? (LOOKS.find(([sign]) => sign.test(message))?.[1] ?? plain) : plain;
  const time = new Date(event.timestamp).toISOString();
  return `${coloured ? pale(time) : time} ${look(message)}\n`;
}
