/** What a test file says, with its expressions still unevaluated. */
import type { SourceRange } from "../../hcl/source.ts";
import type { Attribute, Traversal } from "../../hcl/syntax.ts";
import type { ParsedAddress } from "../addresses/parse.ts";
import type { CheckRule, PassedProvider, ProviderConfig } from "../config/module.ts";
import type { ModuleSource } from "../config/module-source.ts";
import type { VersionConstraint } from "../config/version-constraint.ts";

export interface TestFile {
  /** Relative to the working directory; what names the file in all output. */
  readonly path: string;
  /** By local key. */
  readonly providers: ReadonlyMap<string, ProviderConfig | MockProvider>;
  readonly variables: ReadonlyMap<string, Attribute>;
  readonly overrides: readonly Override[];
  readonly runs: readonly TestRun[];
}

export interface TestRun {
  readonly name: string;
  readonly command: "apply" | "plan";
  readonly planOptions: PlanOptionsBlock;
  readonly variables: ReadonlyMap<string, Attribute>;
  readonly assertions: readonly CheckRule[];
  readonly module?: TestModule;
  readonly providers: readonly PassedProvider[];
  readonly expectFailures: readonly Traversal[];
  readonly overrides: readonly Override[];
  readonly stateKey?: string;
  readonly range: SourceRange;
}

export interface PlanOptionsBlock {
  readonly refreshOnly: boolean;
  readonly refresh: boolean;
  readonly replace: readonly Traversal[];
  readonly target: readonly Traversal[];
}

/** Another module that a run works on. */
export interface TestModule {
  readonly source: ModuleSource | undefined;
  readonly sourceText: string;
  readonly version?: VersionConstraint;
  readonly range: SourceRange;
}

export interface MockProvider {
  readonly mock: true;
  readonly name: string;
  readonly alias?: string;
  readonly overrideDuring: "plan" | "apply";
  /** By mode and type. */
  readonly defaults: ReadonlyMap<string, MockDefaults>;
  readonly overrides: readonly Override[];
  readonly range: SourceRange;
}

export interface MockDefaults {
  readonly values?: Attribute;
  readonly overrideDuring?: "plan" | "apply";
  readonly range: SourceRange;
}

/** Values that stand in for an object or for the outputs of a module. */
export interface Override {
  readonly kind: "resource" | "data" | "module";
  readonly target: ParsedAddress;
  readonly targetRange: SourceRange;
  /** The target as written. */
  readonly shown: string;
  readonly values?: Attribute;
  readonly overrideDuring?: "plan" | "apply";
  readonly range: SourceRange;
}

export const isMock = (provider: ProviderConfig | MockProvider): provider is MockProvider => "mock" in provider;
