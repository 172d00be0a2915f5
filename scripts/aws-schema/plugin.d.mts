export type PluginValue = unknown;
export interface PluginDiagnostic {
  readonly severity: "error" | "warning";
  readonly summary: string;
  readonly detail: string;
  readonly path: readonly (string | number)[];
}
export interface PluginAttribute {
  readonly type: unknown;
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly computed?: boolean;
}
export interface PluginBlock {
  readonly attributes: Readonly<Record<string, PluginAttribute>>;
  readonly blocks: Readonly<Record<string, PluginBlock & { readonly nesting: string }>>;
}
export interface Plugin {
  schema(): Promise<{
    readonly provider: PluginBlock;
    readonly resources: Readonly<Record<string, PluginBlock>>;
    readonly dataSources: Readonly<Record<string, PluginBlock>>;
  }>;
  validate(type: string, config: PluginValue, data?: boolean): Promise<readonly PluginDiagnostic[]>;
  validateProvider(config: PluginValue): Promise<readonly PluginDiagnostic[]>;
  configure(config: PluginValue): Promise<readonly PluginDiagnostic[]>;
  plan(
    type: string,
    prior: PluginValue,
    proposed: PluginValue,
    config: PluginValue,
    priorPrivate?: Uint8Array,
  ): Promise<{
    readonly planned: PluginValue;
    readonly requiresReplace: readonly (readonly (string | number)[])[];
    readonly private?: Uint8Array;
    readonly diagnostics: readonly PluginDiagnostic[];
  }>;
  apply(
    type: string,
    prior: PluginValue,
    planned: PluginValue,
    config: PluginValue,
    plannedPrivate?: Uint8Array,
  ): Promise<{
    readonly state: PluginValue;
    readonly private?: Uint8Array;
    readonly diagnostics: readonly PluginDiagnostic[];
  }>;
  read(
    type: string,
    state: PluginValue,
    private_?: Uint8Array,
  ): Promise<{
    readonly state: PluginValue;
    readonly private?: Uint8Array;
    readonly diagnostics: readonly PluginDiagnostic[];
  }>;
  importState(
    type: string,
    id: string,
  ): Promise<{ readonly imported: readonly PluginValue[]; readonly diagnostics: readonly PluginDiagnostic[] }>;
  callFunction(
    name: string,
    arguments_: readonly PluginValue[],
  ): Promise<{ readonly result?: PluginValue; readonly error?: string; readonly argument?: number }>;
  readData(
    type: string,
    config: PluginValue,
  ): Promise<{ readonly state: PluginValue; readonly diagnostics: readonly PluginDiagnostic[] }>;
  stop(): void;
}
export function startPlugin(binary: string, environment?: Readonly<Record<string, string>>): Promise<Plugin>;
