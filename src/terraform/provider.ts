/**
 * What a Terraform provider is to the engine: the shape of Terraform's plugin protocol (tfplugin 6) over typed values,
 * so that the same resource code serves this engine and an unmodified terraform, and a real provider binary can stand
 * behind the same interface.
 */
import type { Cloud } from "../cloud/cloud.ts";
import type { Creation } from "../cloud/creation.ts";
import type { Type } from "./lang/type.ts";
import type { Value, ValuePath } from "./lang/value.ts";

/** A diagnostic of a provider: it knows paths into a configuration, not source ranges. */
export interface ProviderDiagnostic {
  readonly severity: "error" | "warning";
  readonly summary: string;
  readonly detail: string;
  readonly path?: ValuePath;
  /** It is said without the resource that it is about. */
  readonly nowhere?: true;
  /** Said to people beyond what the real provider says; what programs read (-json) stays Terraform's. */
  readonly advice?: true;
}

export interface AttributeSchema {
  /** Absent when `nested` is given. */
  readonly type?: Type;
  readonly nested?: NestedAttributes;
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly computed?: boolean;
  readonly sensitive?: boolean;
  readonly writeOnly?: boolean;
  readonly deprecated?: boolean;
  readonly description?: string;
}

/** An attribute whose value is an object or a collection of objects with a schema of their own (protocol 6). */
export interface NestedAttributes {
  readonly nesting: "single" | "list" | "set" | "map";
  readonly attributes: Readonly<Record<string, AttributeSchema>>;
}

export interface NestedBlockSchema {
  readonly nesting: "single" | "group" | "list" | "set" | "map";
  readonly block: BlockSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
}

export interface BlockSchema {
  readonly attributes: Readonly<Record<string, AttributeSchema>>;
  readonly blocks: Readonly<Record<string, NestedBlockSchema>>;
  readonly deprecated?: boolean;
  readonly description?: string;
}

export interface Schema {
  readonly version: number;
  readonly block: BlockSchema;
}

/** What a provider may use of the process it runs in; nothing is taken from globals. */
export interface ProviderHost {
  /** The cloud to work on; starts it when none runs. Providers that need no cloud never ask. */
  cloud(): Promise<Cloud>;
  /** Folder that relative paths start from. */
  readonly directory: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  /** What is read or planned is only to have been done once: not even files may be written that a plan writes. */
  readonly isRehearsal?: boolean;
}

/** A kind of provider: its schemas, and how to get one that can be configured. */
export interface ProviderType {
  /** Such as registry.terraform.io/hashicorp/aws. */
  readonly source: string;
  /** The version it stands for in lock files and messages. */
  readonly version: string;
  readonly schema: Schema;
  readonly resources: ReadonlyMap<string, ResourceType>;
  readonly dataSources: ReadonlyMap<string, DataSource>;
  readonly ephemeralResources: ReadonlyMap<string, EphemeralResource>;
  readonly functions: ReadonlyMap<string, ProviderFunction>;
  /** Where this provider stands in for another that has more. */
  readonly names?: () => Promise<ProviderNames>;
  /** One provider block (or the absence of one): unconfigured until `configure`. */
  create(host: ProviderHost): ProviderInstance;
}

/** What a provider is known to have, by name. */
export interface ProviderNames {
  readonly resources: readonly string[];
  readonly dataSources: readonly string[];
}

export interface ProviderInstance {
  validateConfig(config: Value): Promise<readonly ProviderDiagnostic[]>;
  configure(config: Value): Promise<readonly ProviderDiagnostic[]>;
}

export interface ResourceType {
  readonly schema: Schema;
  /** False for a type that can be validated and planned, but not applied; such a plan is refused as a whole. */
  readonly isServed?: boolean;
  validate(config: Value, provider: ProviderInstance): Promise<readonly ProviderDiagnostic[]>;
  /** Brings state written under an older schema version up to date; `raw` is the parsed JSON of the attributes. */
  upgrade(version: number, raw: unknown, provider: ProviderInstance): Promise<StateResult>;
  plan(request: PlanRequest, provider: ProviderInstance): Promise<PlanResult>;
  apply(request: ApplyRequest, provider: ProviderInstance): Promise<StateResult>;
  /** Finishes a creation that `apply` had begun when its process was killed; `provider` is not configured. */
  resume?(creation: Creation, provider: ProviderInstance): Promise<StateResult>;
  /** A null state in the answer says that the object is gone. */
  read(request: ReadRequest, provider: ProviderInstance): Promise<StateResult>;
  importState(id: string, provider: ProviderInstance): Promise<ImportResult>;
  /** Takes over the state of another resource type (`moved` across types); absent when none is accepted. */
  move?(request: MoveRequest, provider: ProviderInstance): Promise<StateResult>;
}

export interface PlanRequest {
  /** Null when the object is to be created. */
  readonly prior: Value;
  /** Configuration merged with prior computed values; null when the object is to be destroyed. */
  readonly proposed: Value;
  readonly config: Value;
  readonly priorPrivate: Uint8Array | undefined;
}

export interface PlanResult {
  readonly planned: Value;
  readonly requiresReplace: readonly ValuePath[];
  readonly private?: Uint8Array | undefined;
  readonly diagnostics: readonly ProviderDiagnostic[];
  /** The laxer consistency rules that providers on the older SDK are allowed. */
  readonly legacyTypeSystem?: boolean;
}

export interface ApplyRequest {
  readonly prior: Value;
  /** Null to destroy. */
  readonly planned: Value;
  readonly config: Value;
  readonly plannedPrivate: Uint8Array | undefined;
  /** Takes down what it takes to `resume` the making of a new object. */
  readonly creation?: Creation | undefined;
}

export interface ReadRequest {
  readonly state: Value;
  readonly private: Uint8Array | undefined;
}

export interface StateResult {
  readonly state: Value;
  readonly private?: Uint8Array | undefined;
  readonly diagnostics: readonly ProviderDiagnostic[];
  readonly legacyTypeSystem?: boolean;
}

export interface ImportResult {
  /** Without a type: an object of the type that was asked for. */
  readonly imported: readonly { readonly type?: string; readonly state: Value; readonly private?: Uint8Array }[];
  readonly diagnostics: readonly ProviderDiagnostic[];
}

export interface MoveRequest {
  readonly sourceProvider: string;
  readonly sourceType: string;
  readonly sourceVersion: number;
  readonly sourceState: unknown;
  readonly sourcePrivate: Uint8Array | undefined;
}

export interface DataSource {
  readonly schema: Schema;
  validate(config: Value, provider: ProviderInstance): Promise<readonly ProviderDiagnostic[]>;
  read(config: Value, provider: ProviderInstance): Promise<StateResult>;
}

/** How long what was opened, or renewed, holds: without a time, until it is closed. */
export interface EphemeralLease {
  readonly renewAt?: Date;
  readonly private?: Uint8Array;
}

export interface EphemeralResource {
  readonly schema: Schema;
  validate(config: Value, provider: ProviderInstance): Promise<readonly ProviderDiagnostic[]>;
  open(
    config: Value,
    provider: ProviderInstance,
  ): Promise<
    EphemeralLease & {
      readonly result: Value;
      readonly diagnostics: readonly ProviderDiagnostic[];
    }
  >;
  renew?(
    private_: Uint8Array | undefined,
    provider: ProviderInstance,
  ): Promise<EphemeralLease & { readonly diagnostics: readonly ProviderDiagnostic[] }>;
  close?(private_: Uint8Array | undefined, provider: ProviderInstance): Promise<readonly ProviderDiagnostic[]>;
}

export interface ProviderFunction {
  readonly summary: string;
  readonly description: string;
  readonly parameters: readonly FunctionParameter[];
  readonly variadic?: FunctionParameter;
  readonly returns: Type;
  /** Expressions can only use a function that answers at once; a promise serves the plugin protocol alone. */
  call(arguments_: readonly Value[], host: ProviderHost): FunctionResult | Promise<FunctionResult>;
}

/** `argument` is the index of the argument to blame; without it the call as a whole failed. */
export type FunctionResult = { readonly result: Value } | { readonly error: string; readonly argument?: number };

export interface FunctionParameter {
  readonly name: string;
  readonly type: Type;
  readonly allowNull?: boolean;
  readonly allowUnknown?: boolean;
  readonly description?: string;
}
