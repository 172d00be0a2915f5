/** What the environment adds to the arguments of a command. */
/** Commands whose first argument names a command of their own. */
const GROUPS = new Set(["state", "workspace", "providers", "env"]);

/** The arguments of a command with those of the environment put in; a mistake in these is an error. */
export function commandArguments(
  name: string,
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): { readonly args: readonly string[] } | { readonly error: string } {
  const [first] = args;
  const inner = GROUPS.has(name) && first !== undefined && !first.startsWith("-") ? [first] : [];
  const added = addEnvironmentArguments([name, ...inner], args.slice(inner.length), environment);
  return "error" in added ? added : { args: [...inner, ...added.args] };
}

/**
 * Puts the words of `TF_CLI_ARGS` and of `TF_CLI_ARGS_<command>` behind the command. The one of the command comes
 * first, as in Terraform, so that the other overrides it.
 */
function addEnvironmentArguments(
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
