/**
 * Which resource types a command of terraform's can come across: those that the configuration, its modules and its
 * states name. Decoding the schema of every type costs terraform a fifth of a plan, so it is spared the others. Read as
 * text, since a name too many costs nothing; where a name could come from elsewhere, nothing is said at all.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** A terraform as it was started. */
export interface TerraformCommand {
  readonly args: readonly string[];
  readonly directory: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

export interface NamedTypes {
  /** Everything that is spelt like a type. */
  readonly words: ReadonlySet<string>;
  /** The types of blocks: one that does not exist is told with those that it could have meant. */
  readonly declared: readonly DeclaredType[];
}

interface DeclaredType {
  /** `resource`, `data` or `ephemeral`. */
  readonly block: string;
  readonly name: string;
}

/** Those that look at their configuration and the states beside it, and at nothing else. */
const COMMANDS: ReadonlySet<string> = new Set(["apply", "destroy", "plan", "refresh", "validate"]);

/** Flags that name another state, or tests in another place. */
const ELSEWHERE = /^--?(state|test-directory)\b/;
const CONFIGURATION = /\.(tf|tofu|tftest\.hcl|tofutest\.hcl)(\.json)?$|\.(tftest|tofutest)\.json$/;
const WORD = /[a-z][a-z0-9]*_[a-z0-9_]+/g;
const BLOCK = /\b(resource|data|ephemeral)[ \t]+"?([^\s"{]+)/g;
const BLOCK_KEYS: ReadonlySet<string> = new Set(["resource", "data", "ephemeral"]);

/** Reading more than that takes longer than what it spares. */
const MOST_TEXT = 8 * 1024 * 1024;

/** Undefined where that cannot be told. */
export function namedTypes({ args, directory, environment }: TerraformCommand): NamedTypes | undefined {
  const [command, ...rest] = args.filter((arg) => !/^--?chdir=/.test(arg));
  if (command === undefined || !COMMANDS.has(command)) return undefined;
  if (environment["TF_CLI_ARGS"] || environment[`TF_CLI_ARGS_${command}`]) return undefined;
  // A file that is handed over may be a saved plan.
  if (rest.some((arg) => ELSEWHERE.test(arg) || (!arg.startsWith("-") && existsSync(resolve(directory, arg))))) {
    return undefined;
  }
  const data = resolve(directory, environment["TF_DATA_DIR"] || ".terraform");
  // The state is not on this machine, or not in its usual place.
  if (existsSync(join(data, "terraform.tfstate"))) return undefined;
  const texts = new Texts();
  for (const folder of [directory, join(directory, "tests"), ...installedModules(directory, data)]) {
    for (const name of namesIn(folder)) if (CONFIGURATION.test(name)) texts.configuration(join(folder, name));
  }
  texts.state(join(directory, "terraform.tfstate"));
  const workspaces = join(directory, "terraform.tfstate.d");
  for (const name of namesIn(workspaces)) texts.state(join(workspaces, name, "terraform.tfstate"));
  return texts.found;
}

class Texts {
  readonly #words = new Set<string>();
  readonly #declared: DeclaredType[] = [];
  #length = 0;

  get found(): NamedTypes | undefined {
    return this.#length > MOST_TEXT ? undefined : { words: this.#words, declared: this.#declared };
  }

  state(file: string): void {
    this.#read(file);
  }

  configuration(file: string): void {
    const text = this.#read(file);
    if (file.endsWith(".json")) this.#declared.push(...declaredInJson(text));
    else for (const [, block, name] of text.matchAll(BLOCK)) this.#declared.push({ block, name } as DeclaredType);
  }

  #read(file: string): string {
    if (this.#length > MOST_TEXT) return "";
    const text = textOf(file);
    this.#length += text.length;
    for (const [word] of text.matchAll(WORD)) this.#words.add(word);
    return text;
  }
}

/** Of a configuration in JSON, where `check` blocks hold data sources further inside. */
function declaredInJson(text: string): DeclaredType[] {
  const found: DeclaredType[] = [];
  const visit = (value: unknown, block: string | undefined): void => {
    if (Array.isArray(value)) for (const item of value) visit(item, block);
    else if (typeof value === "object" && value !== null) {
      for (const [key, item] of Object.entries(value)) {
        if (block === undefined) visit(item, BLOCK_KEYS.has(key) ? key : undefined);
        else found.push({ block, name: key });
      }
    }
  };
  try {
    visit(JSON.parse(text), undefined);
  } catch {
    // Terraform refuses such a file before it asks for any type.
  }
  return found;
}

/** Folders of the modules that `init` has installed, and of those it found in place. */
function installedModules(directory: string, data: string): string[] {
  try {
    const { Modules: modules = [] } = JSON.parse(textOf(join(data, "modules/modules.json"))) as {
      readonly Modules?: readonly { readonly Dir?: string }[];
    };
    return modules.flatMap(({ Dir }) => (Dir && Dir !== "." ? [resolve(directory, Dir)] : []));
  } catch {
    return [];
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "latin1");
  } catch {
    return "";
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
