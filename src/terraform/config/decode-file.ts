/** Reads the top-level blocks of one configuration file. */
import { type Diagnostic, errorAt } from "../../hcl/diagnostic.ts";
import type { Block, SourceFile } from "../../hcl/syntax.ts";
import { bodyContent } from "./content.ts";
import { decodeMoved, decodeRemoved } from "./decode-addresses.ts";
import { type DecodedCheck, decodeCheck } from "./decode-check.ts";
import { decodeImport } from "./decode-import.ts";
import { decodeLocals } from "./decode-locals.ts";
import { type DecodedModuleCall, decodeModuleCall } from "./decode-module-call.ts";
import { type DecodedOutput, decodeOutput } from "./decode-output.ts";
import { decodeProvider } from "./decode-provider.ts";
import { type DecodedResource, decodeResource } from "./decode-resource.ts";
import { decodeTerraform, type TerraformSettings } from "./decode-terraform.ts";
import { type DecodedVariable, decodeVariable } from "./decode-variable.ts";
import type { Import, Local, Moved, ProviderConfig, Removed } from "./module.ts";

const FILE = {
  blocks: {
    terraform: [],
    required_providers: [],
    provider: ["name"],
    variable: ["name"],
    locals: [],
    output: ["name"],
    module: ["name"],
    resource: ["type", "name"],
    data: ["type", "name"],
    ephemeral: ["type", "name"],
    moved: [],
    removed: [],
    import: [],
    check: ["name"],
  },
} as const;

/** What one file declares, each kind in the order of the file. */
export interface DecodedFile {
  readonly settings: TerraformSettings[];
  readonly providers: ProviderConfig[];
  readonly variables: DecodedVariable[];
  readonly locals: Local[];
  readonly outputs: DecodedOutput[];
  readonly calls: DecodedModuleCall[];
  readonly resources: DecodedResource[];
  readonly checks: DecodedCheck[];
  readonly moved: Moved[];
  readonly removed: Removed[];
  readonly imports: Import[];
}

export function decodeFile(file: SourceFile, override: boolean, diagnostics: Diagnostic[]): DecodedFile {
  const decoded: DecodedFile = {
    settings: [],
    providers: [],
    variables: [],
    locals: [],
    outputs: [],
    calls: [],
    resources: [],
    checks: [],
    moved: [],
    removed: [],
    imports: [],
  };
  const { blocks } = bodyContent(file.body, FILE, diagnostics);
  for (const block of blocks) decodeBlock(block, override, decoded, diagnostics);
  return decoded;
}

function decodeBlock(block: Block, override: boolean, into: DecodedFile, diagnostics: Diagnostic[]): void {
  switch (block.type) {
    case "terraform":
      into.settings.push(decodeTerraform(block, diagnostics));
      break;
    case "required_providers": {
      const detail = 'A "required_providers" block must be nested inside a "terraform" block.';
      diagnostics.push(errorAt(block.typeRange, "Invalid required_providers block", detail));
      break;
    }
    case "provider":
      pushIfAny(into.providers, decodeProvider(block, diagnostics));
      break;
    case "variable":
      into.variables.push(decodeVariable(block, override, diagnostics));
      break;
    case "locals":
      into.locals.push(...decodeLocals(block, diagnostics));
      break;
    case "output":
      into.outputs.push(decodeOutput(block, override, diagnostics));
      break;
    case "module":
      into.calls.push(decodeModuleCall(block, override, diagnostics));
      break;
    case "resource":
      into.resources.push(decodeResource(block, "managed", { override }, diagnostics));
      break;
    case "data":
    case "ephemeral":
      into.resources.push(decodeResource(block, block.type, { override }, diagnostics));
      break;
    case "moved":
      pushIfAny(into.moved, decodeMoved(block, diagnostics));
      break;
    case "removed":
      pushIfAny(into.removed, decodeRemoved(block, diagnostics));
      break;
    case "import":
      pushIfAny(into.imports, decodeImport(block, diagnostics));
      break;
    case "check":
      into.checks.push(decodeCheck(block, override, diagnostics));
      break;
  }
}

function pushIfAny<T>(list: T[], item: T | undefined): void {
  if (item !== undefined) list.push(item);
}
