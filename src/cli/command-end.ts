/** What a command has started and has to end with it, such as the programs of providers. */
import type { Terminal } from "./command.ts";

// The signal stays the same where a command makes itself another terminal out of the one it was given.
const endings = new WeakMap<AbortSignal, (() => void)[]>();

/** Has something done when the command is over, however it ends. */
export function atEnd({ killed }: Terminal, end: () => void): void {
  const list = endings.get(killed) ?? [];
  list.push(end);
  endings.set(killed, list);
}

export function endCommand({ killed }: Terminal): void {
  for (const end of endings.get(killed) ?? []) end();
  endings.delete(killed);
}
