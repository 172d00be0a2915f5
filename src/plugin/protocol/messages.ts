/** The messages of terraform's plugin protocol 6: field numbers and kinds, in the protocol's own names. */
import type { FieldKind, FieldTable, MessageTable } from "./protobuf.ts";

const one = (number: number, kind: FieldKind): FieldTable => ({ number, kind });
const many = (number: number, kind: FieldKind): FieldTable => ({ number, kind, repeated: true });
const byName = (number: number, kind: FieldKind): FieldTable => ({ number, kind, map: true });
const choice = (number: number, kind: FieldKind): FieldTable => ({ number, kind, optional: true });

export const DynamicValue: MessageTable = { msgpack: choice(1, "bytes"), json: choice(2, "bytes") };
const value = (number: number): FieldTable => one(number, () => DynamicValue);

const AttributePathStep: MessageTable = {
  attribute_name: choice(1, "string"),
  element_key_string: choice(2, "string"),
  element_key_int: choice(3, "int64"),
};
export const AttributePath: MessageTable = { steps: many(1, () => AttributePathStep) };

export const Diagnostic: MessageTable = {
  severity: one(1, "enum"),
  summary: one(2, "string"),
  detail: one(3, "string"),
  attribute: one(4, () => AttributePath),
};
const diagnostics = (number: number): FieldTable => many(number, () => Diagnostic);

const FunctionError: MessageTable = { text: one(1, "string"), function_argument: choice(2, "int64") };
const RawState: MessageTable = { json: one(1, "bytes"), flatmap: byName(2, "string") };

const SchemaObject: MessageTable = {
  attributes: many(1, () => SchemaAttribute),
  nesting: one(3, "enum"),
  min_items: one(4, "int64"),
  max_items: one(5, "int64"),
};
const SchemaAttribute: MessageTable = {
  name: one(1, "string"),
  type: one(2, "bytes"),
  nested_type: one(10, () => SchemaObject),
  description: one(3, "string"),
  required: one(4, "bool"),
  optional: one(5, "bool"),
  computed: one(6, "bool"),
  sensitive: one(7, "bool"),
  description_kind: one(8, "enum"),
  deprecated: one(9, "bool"),
  write_only: one(11, "bool"),
};
const SchemaNestedBlock: MessageTable = {
  type_name: one(1, "string"),
  block: one(2, () => SchemaBlock),
  nesting: one(3, "enum"),
  min_items: one(4, "int64"),
  max_items: one(5, "int64"),
};
const SchemaBlock: MessageTable = {
  version: one(1, "int64"),
  attributes: many(2, () => SchemaAttribute),
  block_types: many(3, () => SchemaNestedBlock),
  description: one(4, "string"),
  description_kind: one(5, "enum"),
  deprecated: one(6, "bool"),
};
export const Schema: MessageTable = { version: one(1, "int64"), block: one(2, () => SchemaBlock) };

const FunctionParameter: MessageTable = {
  name: one(1, "string"),
  type: one(2, "bytes"),
  allow_null_value: one(3, "bool"),
  allow_unknown_values: one(4, "bool"),
  description: one(5, "string"),
  description_kind: one(6, "enum"),
};
const Function: MessageTable = {
  parameters: many(1, () => FunctionParameter),
  variadic_parameter: one(2, () => FunctionParameter),
  return: one(3, () => ({ type: one(1, "bytes") })),
  summary: one(4, "string"),
  description: one(5, "string"),
  description_kind: one(6, "enum"),
  deprecation_message: one(7, "string"),
};

const ServerCapabilities: MessageTable = {
  plan_destroy: one(1, "bool"),
  get_provider_schema_optional: one(2, "bool"),
  move_resource_state: one(3, "bool"),
  generate_resource_config: one(4, "bool"),
};
const ClientCapabilities: MessageTable = {
  deferral_allowed: one(1, "bool"),
  write_only_attributes_allowed: one(2, "bool"),
};
const capabilities = (number: number): FieldTable => one(number, () => ClientCapabilities);
const Deferred: MessageTable = { reason: one(1, "enum") };
const deferred = (number: number): FieldTable => one(number, () => Deferred);
const Named: MessageTable = { name: one(1, "string") };
const Typed: MessageTable = { type_name: one(1, "string") };
const Timestamp: MessageTable = { seconds: one(1, "int64"), nanos: one(2, "int64") };
const ImportedResource: MessageTable = { type_name: one(1, "string"), state: value(2), private: one(3, "bytes") };
const NONE: MessageTable = {};

/** The answer to GetProviderSchema with the schema of each type left as bytes, since few of them are looked at. */
export const ProviderSchemas: MessageTable = {
  provider: one(1, () => Schema),
  resource_schemas: byName(2, "bytes"),
  data_source_schemas: byName(3, "bytes"),
  diagnostics: diagnostics(4),
  server_capabilities: one(6, () => ServerCapabilities),
  functions: byName(7, () => Function),
  ephemeral_resource_schemas: byName(8, "bytes"),
};

/** Request and response of every call, by its name in the service. */
export const CALLS: Readonly<Record<string, { readonly request: MessageTable; readonly response: MessageTable }>> = {
  GetMetadata: {
    request: NONE,
    response: {
      server_capabilities: one(1, () => ServerCapabilities),
      diagnostics: diagnostics(2),
      data_sources: many(3, () => Typed),
      resources: many(4, () => Typed),
      functions: many(5, () => Named),
      ephemeral_resources: many(6, () => Typed),
    },
  },
  GetProviderSchema: {
    request: NONE,
    response: {
      provider: one(1, () => Schema),
      resource_schemas: byName(2, () => Schema),
      data_source_schemas: byName(3, () => Schema),
      diagnostics: diagnostics(4),
      provider_meta: one(5, () => Schema),
      server_capabilities: one(6, () => ServerCapabilities),
      functions: byName(7, () => Function),
      ephemeral_resource_schemas: byName(8, () => Schema),
    },
  },
  GetResourceIdentitySchemas: {
    request: NONE,
    response: { identity_schemas: byName(1, "bytes"), diagnostics: diagnostics(2) },
  },
  ValidateProviderConfig: { request: { config: value(1) }, response: { diagnostics: diagnostics(2) } },
  ValidateResourceConfig: {
    request: {
      type_name: one(1, "string"),
      config: value(2),
      client_capabilities: capabilities(3),
    },
    response: { diagnostics: diagnostics(1) },
  },
  ValidateDataResourceConfig: {
    request: { type_name: one(1, "string"), config: value(2) },
    response: { diagnostics: diagnostics(1) },
  },
  ValidateEphemeralResourceConfig: {
    request: { type_name: one(1, "string"), config: value(2) },
    response: { diagnostics: diagnostics(1) },
  },
  UpgradeResourceState: {
    request: { type_name: one(1, "string"), version: one(2, "int64"), raw_state: one(3, () => RawState) },
    response: { upgraded_state: value(1), diagnostics: diagnostics(2) },
  },
  ConfigureProvider: {
    request: { terraform_version: one(1, "string"), config: value(2), client_capabilities: capabilities(3) },
    response: { diagnostics: diagnostics(1) },
  },
  UpgradeResourceIdentity: {
    request: { type_name: one(1, "string"), version: one(2, "int64"), raw_identity: one(3, () => RawState) },
    response: { upgraded_identity: one(1, "bytes"), diagnostics: diagnostics(2) },
  },
  ReadResource: {
    request: {
      type_name: one(1, "string"),
      current_state: value(2),
      private: one(3, "bytes"),
      client_capabilities: capabilities(5),
    },
    response: { new_state: value(1), diagnostics: diagnostics(2), private: one(3, "bytes"), deferred: deferred(4) },
  },
  PlanResourceChange: {
    request: {
      type_name: one(1, "string"),
      prior_state: value(2),
      proposed_new_state: value(3),
      config: value(4),
      prior_private: one(5, "bytes"),
      client_capabilities: capabilities(7),
    },
    response: {
      planned_state: value(1),
      requires_replace: many(2, () => AttributePath),
      planned_private: one(3, "bytes"),
      diagnostics: diagnostics(4),
      legacy_type_system: one(5, "bool"),
      deferred: deferred(6),
    },
  },
  ApplyResourceChange: {
    request: {
      type_name: one(1, "string"),
      prior_state: value(2),
      planned_state: value(3),
      config: value(4),
      planned_private: one(5, "bytes"),
    },
    response: {
      new_state: value(1),
      private: one(2, "bytes"),
      diagnostics: diagnostics(3),
      legacy_type_system: one(4, "bool"),
    },
  },
  ImportResourceState: {
    request: { type_name: one(1, "string"), id: one(2, "string"), client_capabilities: capabilities(3) },
    response: {
      imported_resources: many(1, () => ImportedResource),
      diagnostics: diagnostics(2),
      deferred: deferred(3),
    },
  },
  MoveResourceState: {
    request: {
      source_provider_address: one(1, "string"),
      source_type_name: one(2, "string"),
      source_schema_version: one(3, "int64"),
      source_state: one(4, () => RawState),
      target_type_name: one(5, "string"),
      source_private: one(6, "bytes"),
    },
    response: { target_state: value(1), diagnostics: diagnostics(2), target_private: one(3, "bytes") },
  },
  ReadDataSource: {
    request: { type_name: one(1, "string"), config: value(2), client_capabilities: capabilities(4) },
    response: { state: value(1), diagnostics: diagnostics(2), deferred: deferred(3) },
  },
  OpenEphemeralResource: {
    request: { type_name: one(1, "string"), config: value(2), client_capabilities: capabilities(3) },
    response: {
      diagnostics: diagnostics(1),
      renew_at: one(2, () => Timestamp),
      result: value(3),
      private: one(4, "bytes"),
      deferred: deferred(5),
    },
  },
  RenewEphemeralResource: {
    request: { type_name: one(1, "string"), private: one(2, "bytes") },
    response: { diagnostics: diagnostics(1), renew_at: one(2, () => Timestamp), private: one(3, "bytes") },
  },
  CloseEphemeralResource: {
    request: { type_name: one(1, "string"), private: one(2, "bytes") },
    response: { diagnostics: diagnostics(1) },
  },
  GetFunctions: { request: NONE, response: { functions: byName(1, () => Function), diagnostics: diagnostics(2) } },
  CallFunction: {
    request: { name: one(1, "string"), arguments: many(2, () => DynamicValue) },
    response: { result: value(1), error: one(2, () => FunctionError) },
  },
  StopProvider: { request: NONE, response: { Error: one(1, "string") } },
};
