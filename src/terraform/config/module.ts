/**
 * A loaded configuration: what every block means, with the expressions still unevaluated. The tree of modules is
 * `ModuleTree`; what one directory of files declares is `Module`.
 */
import type { SourceRange } from "../../hcl/source.ts";
import type { Body, Expression, SourceFile, Traversal } from "../../hcl/syntax.ts";
import type { ModuleInstancePath, ModulePath } from "../addresses/module.ts";
import type { LocalProviderConfig, ProviderSource } from "../addresses/provider.ts";
import type { ResourceAddress, ResourceMode } from "../addresses/resource.ts";
import type { Type } from "../lang/type.ts";
import type { TypeDefaults } from "../lang/type-constraint.ts";
import type { Value } from "../lang/value.ts";
import type { ModuleSource } from "./module-source.ts";
import type { MovedEndpoint } from "./moved-endpoint.ts";
import type { VersionConstraint } from "./version-constraint.ts";

/** One module of the configuration, with the modules it calls. */
export interface ModuleTree {
  readonly path: ModulePath;
  readonly parent: ModuleTree | undefined;
  /** By name of the call. Calls whose module could not be loaded are absent. */
  readonly children: ReadonlyMap<string, ModuleTree>;
  readonly module: Module;
  /** The call in the parent; absent for the root. */
  readonly call?: ModuleCall;
  /** Version chosen for a module from a registry. */
  readonly version?: string;
}

export interface Module {
  /** As printed in diagnostics: relative to the working directory, `.` for the root. */
  readonly directory: string;
  readonly files: readonly SourceFile[];
  readonly requiredVersions: readonly VersionConstraint[];
  readonly backend?: Backend;
  readonly cloud?: CloudIntegration;
  /** By local key (`aws`, `aws.east`); only blocks that are written in this module. */
  readonly providerConfigs: ReadonlyMap<string, ProviderConfig>;
  /** By local name; includes the ones that only the use of a name implies. */
  readonly requiredProviders: ReadonlyMap<string, RequiredProvider>;
  readonly providerMeta: ReadonlyMap<string, ProviderMeta>;
  readonly variables: ReadonlyMap<string, Variable>;
  readonly locals: ReadonlyMap<string, Local>;
  readonly outputs: ReadonlyMap<string, Output>;
  readonly calls: ReadonlyMap<string, ModuleCall>;
  /** By address within the module: `aws_instance.a`, `data.aws_ami.b`. */
  readonly managedResources: ReadonlyMap<string, Resource>;
  readonly dataResources: ReadonlyMap<string, Resource>;
  readonly ephemeralResources: ReadonlyMap<string, Resource>;
  readonly checks: ReadonlyMap<string, Check>;
  readonly moved: readonly Moved[];
  readonly removed: readonly Removed[];
  readonly imports: readonly Import[];
}

export interface Backend {
  readonly type: string;
  readonly typeRange: SourceRange;
  readonly body: Body;
  readonly range: SourceRange;
}

export interface CloudIntegration {
  readonly body: Body;
  readonly range: SourceRange;
}

export interface ProviderConfig {
  readonly name: string;
  readonly nameRange: SourceRange;
  readonly alias?: string;
  readonly aliasRange?: SourceRange;
  /** The deprecated `version` argument. */
  readonly version?: VersionConstraint;
  /** What remains for the provider's own schema. */
  readonly body: Body;
  readonly range: SourceRange;
}

export interface RequiredProvider {
  readonly localName: string;
  readonly source: ProviderSource;
  /** The text of `source`, if any. */
  readonly sourceText?: string;
  readonly versions: readonly VersionConstraint[];
  readonly aliases: readonly LocalProviderConfig[];
  /** Absent when nothing declares it and only its use implies it. */
  readonly range?: SourceRange;
}

export interface ProviderMeta {
  readonly provider: string;
  readonly body: Body;
  readonly range: SourceRange;
}

export interface Variable {
  readonly name: string;
  readonly description?: string;
  /** Absent when there is none: the variable is then required. Converted to the constraint. */
  readonly default?: Value;
  /** Without optional attributes: what a value has after conversion. */
  readonly type: Type;
  /** With optional attributes: what a given value is converted to before the defaults apply. */
  readonly constraint: Type;
  readonly typeDefaults?: TypeDefaults;
  /** A value from the environment or `-var` is read as an expression, or else as the text itself. */
  readonly parsing: "literal" | "hcl";
  readonly validations: readonly CheckRule[];
  readonly sensitive: boolean;
  readonly ephemeral: boolean;
  readonly nullable: boolean;
  readonly range: SourceRange;
}

export interface Local {
  readonly name: string;
  readonly expression: Expression;
  readonly range: SourceRange;
}

export interface Output {
  readonly name: string;
  readonly description?: string;
  readonly expression: Expression | undefined;
  readonly sensitive: boolean;
  readonly ephemeral: boolean;
  readonly dependsOn: readonly Traversal[];
  readonly preconditions: readonly CheckRule[];
  readonly range: SourceRange;
}

/** A condition with its message: of validations, pre- and postconditions, assertions. */
export interface CheckRule {
  readonly condition: Expression | undefined;
  readonly errorMessage: Expression | undefined;
  readonly range: SourceRange;
}

export interface ModuleCall {
  readonly name: string;
  readonly nameRange: SourceRange;
  /** Undefined when the block has none or a wrong one. */
  readonly source: ModuleSource | undefined;
  readonly sourceText: string;
  readonly sourceRange?: SourceRange;
  readonly version?: VersionConstraint;
  readonly count?: Expression;
  readonly forEach?: Expression;
  readonly providers: readonly PassedProvider[];
  readonly dependsOn: readonly Traversal[];
  /** The input variables. */
  readonly body: Body;
  readonly range: SourceRange;
}

/** `providers = { inChild = inParent }` of a module call. */
export interface PassedProvider {
  readonly inChild: ProviderConfigReference;
  readonly inParent: ProviderConfigReference;
}

export interface ProviderConfigReference extends LocalProviderConfig {
  readonly nameRange: SourceRange;
  readonly aliasRange?: SourceRange;
}

export interface Resource extends ResourceAddress {
  readonly mode: ResourceMode;
  readonly count?: Expression;
  readonly forEach?: Expression;
  /** The `provider` argument. */
  readonly providerReference?: ProviderConfigReference;
  /** Local name and alias in force: the argument, or what the type's name implies. */
  readonly providerConfig: LocalProviderConfig;
  readonly provider: ProviderSource;
  readonly dependsOn: readonly Traversal[];
  readonly preconditions: readonly CheckRule[];
  readonly postconditions: readonly CheckRule[];
  readonly connection?: Connection;
  readonly provisioners: readonly Provisioner[];
  readonly createBeforeDestroy?: boolean;
  readonly preventDestroy?: boolean;
  readonly ignoreChanges: readonly Traversal[];
  readonly ignoreAllChanges: boolean;
  readonly replaceTriggeredBy: readonly Expression[];
  /** What remains for the resource type's own schema. */
  readonly body: Body;
  /** The header: where messages about the whole block point. */
  readonly range: SourceRange;
  readonly typeRange: SourceRange;
  /** Check block that a data source is nested in. */
  readonly check?: string;
}

export interface Connection {
  readonly body: Body;
  readonly range: SourceRange;
}

export interface Provisioner {
  readonly type: string;
  readonly body: Body;
  readonly connection?: Connection;
  readonly when: "create" | "destroy";
  readonly onFailure: "continue" | "fail";
  readonly range: SourceRange;
  readonly typeRange: SourceRange;
}

export interface Check {
  readonly name: string;
  readonly data?: Resource;
  readonly assertions: readonly CheckRule[];
  readonly range: SourceRange;
}

export interface Moved {
  readonly from: MovedEndpoint;
  readonly to: MovedEndpoint;
  readonly range: SourceRange;
}

export interface Removed {
  readonly from: RemovedTarget;
  /** `lifecycle { destroy = … }`. */
  readonly destroy: boolean;
  readonly provisioners: readonly Provisioner[];
  readonly range: SourceRange;
}

/** A module or a resource without instance keys, below the module of the block. */
export interface RemovedTarget {
  readonly module: ModulePath;
  readonly resource?: ResourceAddress;
  readonly range: SourceRange;
}

export interface Import {
  readonly id: Expression | undefined;
  readonly to: Expression;
  /** The resource that `to` names, without the keys, which may be expressions. */
  readonly target: { readonly module: ModulePath; readonly resource: ResourceAddress };
  /** The instance when `to` has only literal keys. */
  readonly instance?: {
    readonly module: ModuleInstancePath;
    readonly resource: ResourceAddress;
    readonly key: string | number | undefined;
  };
  readonly forEach?: Expression;
  readonly providerReference?: ProviderConfigReference;
  /** Of the `provider` argument. */
  readonly providerRange?: SourceRange;
  readonly range: SourceRange;
  readonly toRange: SourceRange;
}
