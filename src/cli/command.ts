/**
 * What a command is: a function of its arguments and of the terminal it talks to. It takes nothing from the process
 * (no cwd, no environment, no stdout), so that the same command runs in the CLI's own process or in the server on
 * behalf of a CLI at the other end of a socket.
 */
import type { Cloud } from "../cloud/cloud.ts";

export interface Terminal {
  /** Absolute; every relative path starts here. */
  readonly directory: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Whether someone types the input; a pipe or a file otherwise. */
  readonly inputIsTerminal?: boolean;
  /** Next line of standard input without its newline; undefined at its end. */
  readLine(): Promise<string | undefined>;
  /** All of standard input that has not been read. */
  readAll(): Promise<string>;
  /** Aborted by the first Ctrl-C: finish what is under way, start nothing new. */
  readonly interrupted: AbortSignal;
  /** Aborted by the second Ctrl-C: drop everything. */
  readonly killed: AbortSignal;
  /**
   * The cloud this command works on. Only a command that runs where a cloud is has one; others reject with an error
   * that says how to get one.
   */
  cloud(): Promise<Cloud>;
  /** Nobody sees what the command says, and it changes nothing: see ProviderHost. */
  readonly isRehearsal?: boolean;
}

export interface Output {
  write(text: string): void;
  /** A terminal that shows colours and has a width. */
  readonly isTerminal: boolean;
  readonly columns: number | undefined;
}

/** Returns the exit code. */
export type Command = (args: readonly string[], terminal: Terminal) => Promise<number>;
