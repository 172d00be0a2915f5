/** What may stand before a command, and what the environment adds to its arguments. */
import { resolve } from "node:path";

export interface GlobalArguments {
  /** The folder to work in. */
  readonly directory: string;
  /** The command and its arguments. */
  readonly args: readonly string[];
}

/** Takes `-chdir=DIR` from in front of the command. */
export function extractChdir(args: readonly string[], directory: string): GlobalArguments | { readonly error: string } {
  let target: string | undefined;
  const kept: string[] = [];
  for (const [i, argument] of args.entries()) {
    if (!argument.startsWith("-")) {
      kept.push(...args.slice(i));
      break;
    }
    if (argument !== "-chdir" && !argument.startsWith("-chdir=")) {
      kept.push(argument);
      continue;
    }
    const value = argument.slice("-chdir=".length);
    if (argument === "-chdir" || value === "") {
      const problem = "must include an equals sign followed by a directory path, like -chdir=example";
      return { error: `Invalid -chdir option: ${problem}` };
    }
    if (target !== undefined) return { error: "Invalid -chdir option: cannot be specified more than once" };
    target = value;
  }
  return { directory: target === undefined ? directory : resolve(directory, target), args: kept };
}

/**
 * Puts the words of `TF_CLI_ARGS` and of `TF_CLI_ARGS_<command>` behind the command. The one of the command comes
 * first, as in Terraform, so that the other overrides it.
 */
export function addEnvironmentArguments(
  command: readonly string[],
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): { readonly args: readonly string[] } | { readonly error: string } {
  const all: string[] = [...args];
  for (const name of ["TF_CLI_ARGS", `TF_CLI_ARGS_${command.join("_").replaceAll("-", "_")}`]) {
    const text = environment[name];
    if (!text) continue;
    const words = splitShellWords(text);
    if (!words) return { error: `Error parsing extra CLI args from ${name}: invalid command line string` };
    all.unshift(...words);
  }
  return { args: all };
}

/** Splits text into words, with quotes and backslashes; undefined where a quote is left open. */
export function splitShellWords(text: string): string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  let quote = "";
  for (let i = 0; i < text.length; i++) {
    const char = text[i] as string;
    if (char === "\\" && quote !== "'") {
      i++;
      if (i >= text.length) return undefined;
      word = (word ?? "") + text[i];
    } else if (quote !== "") {
      if (char === quote) quote = "";
      else word += char;
    } else if (char === '"' || char === "'") {
      quote = char;
      word ??= "";
    } else if (/\s/.test(char)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else {
      word = (word ?? "") + char;
    }
  }
  if (quote !== "") return undefined;
  if (word !== undefined) words.push(word);
  return words;
}
