/** One of our providers behind the plugin protocol: every call of the service, for one connection. */
import { parseJson } from "../../terraform/lang/json.ts";
import type { Type } from "../../terraform/lang/type.ts";
import type { Value, ValuePath } from "../../terraform/lang/value.ts";
import { blockType } from "../../terraform/plan/schema-type.ts";
import type {
  ProviderDiagnostic,
  ProviderHost,
  ProviderInstance,
  ProviderType,
  Schema,
} from "../../terraform/provider.ts";
import { CALLS } from "../protocol/messages.ts";
import { decodeValue, encodeValue } from "../protocol/msgpack-value.ts";
import { decodeMessage, encodeMessage, type Message } from "../protocol/protobuf.ts";
import { GrpcError, UNIMPLEMENTED } from "./grpc-server.ts";
import { functionMessages, providerSchemaMessage, SERVER_CAPABILITIES } from "./schema-message.ts";

type Call = (session: ProviderSession, request: Message) => Promise<Message>;

const encodedSchemas = new WeakMap<ProviderType, Buffer>();

/** Asked for several times a command, so it is encoded once. */
function encodedSchema(provider: ProviderType): Buffer {
  let bytes = encodedSchemas.get(provider);
  if (!bytes) {
    bytes = encodeMessage(responseTable("GetProviderSchema"), providerSchemaMessage(provider));
    encodedSchemas.set(provider, bytes);
  }
  return bytes;
}

const responseTable = (method: string) => (CALLS[method] as (typeof CALLS)[string]).response;

export class ProviderSession {
  readonly type: ProviderType;
  readonly host: ProviderHost;
  readonly instance: ProviderInstance;

  constructor(type: ProviderType, host: ProviderHost) {
    this.type = type;
    this.host = host;
    this.instance = type.create(host);
  }

  async handle(method: string, request: Buffer): Promise<Buffer> {
    if (method === "GetProviderSchema") return encodedSchema(this.type);
    const call = HANDLERS[method];
    const tables = CALLS[method];
    if (!call || !tables) throw new GrpcError(UNIMPLEMENTED, `method ${method} is not implemented`);
    return encodeMessage(tables.response, await call(this, decodeMessage(tables.request, request)));
  }
}

const HANDLERS: Readonly<Record<string, Call>> = {
  GetMetadata: async ({ type }) => ({
    server_capabilities: SERVER_CAPABILITIES,
    data_sources: [...type.dataSources.keys()].map((type_name) => ({ type_name })),
    resources: [...type.resources.keys()].map((type_name) => ({ type_name })),
    functions: [...type.functions.keys()].map((name) => ({ name })),
    ephemeral_resources: [...type.ephemeralResources.keys()].map((type_name) => ({ type_name })),
  }),
  GetFunctions: async ({ type }) => ({ functions: functionMessages(type) }),
  StopProvider: async () => ({}),

  async ValidateProviderConfig({ type, instance }, request) {
    return { diagnostics: messages(await instance.validateConfig(read(request["config"], type.schema))) };
  },
  async ConfigureProvider({ type, instance }, request) {
    return { diagnostics: messages(await instance.configure(read(request["config"], type.schema))) };
  },

  async ValidateResourceConfig(session, request) {
    const resource = find(session.type.resources, request);
    return {
      diagnostics: messages(await resource.validate(read(request["config"], resource.schema), session.instance)),
    };
  },
  async UpgradeResourceState(session, request) {
    const resource = find(session.type.resources, request);
    const raw = parseJson(((request["raw_state"] as Message)["json"] as Buffer).toString("utf8"));
    const result = await resource.upgrade(request["version"] as number, raw, session.instance);
    return { upgraded_state: write(result.state, resource.schema), diagnostics: messages(result.diagnostics) };
  },
  async ReadResource(session, request) {
    const resource = find(session.type.resources, request);
    const state = read(request["current_state"], resource.schema);
    const result = await resource.read({ state, private: bytes(request["private"]) }, session.instance);
    return {
      new_state: write(result.state, resource.schema),
      diagnostics: messages(result.diagnostics),
      private: result.private ?? (request["private"] as Buffer),
    };
  },
  async PlanResourceChange(session, request) {
    const resource = find(session.type.resources, request);
    const result = await resource.plan(
      {
        prior: read(request["prior_state"], resource.schema),
        proposed: read(request["proposed_new_state"], resource.schema),
        config: read(request["config"], resource.schema),
        priorPrivate: bytes(request["prior_private"]),
      },
      session.instance,
    );
    return {
      planned_state: write(result.planned, resource.schema),
      requires_replace: result.requiresReplace.map(pathMessage),
      planned_private: result.private ?? (request["prior_private"] as Buffer),
      diagnostics: messages(result.diagnostics),
      legacy_type_system: result.legacyTypeSystem,
    };
  },
  async ApplyResourceChange(session, request) {
    const resource = find(session.type.resources, request);
    const result = await resource.apply(
      {
        prior: read(request["prior_state"], resource.schema),
        planned: read(request["planned_state"], resource.schema),
        config: read(request["config"], resource.schema),
        plannedPrivate: bytes(request["planned_private"]),
      },
      session.instance,
    );
    return {
      new_state: write(result.state, resource.schema),
      private: result.private ?? (request["planned_private"] as Buffer),
      diagnostics: messages(result.diagnostics),
      legacy_type_system: result.legacyTypeSystem,
    };
  },
  async ImportResourceState(session, request) {
    const type = request["type_name"] as string;
    const resource = find(session.type.resources, request);
    const result = await resource.importState(request["id"] as string, session.instance);
    return {
      imported_resources: result.imported.map((imported) => {
        const name = imported.type ?? type;
        const schema = (session.type.resources.get(name) ?? resource).schema;
        return { type_name: name, state: write(imported.state, schema), private: imported.private };
      }),
      diagnostics: messages(result.diagnostics),
    };
  },
  async MoveResourceState(session, request) {
    const resource = find(session.type.resources, { type_name: request["target_type_name"] });
    if (!resource.move) throw new GrpcError(UNIMPLEMENTED, "this resource type takes over no other type's state");
    const raw = (request["source_state"] as Message)["json"] as Buffer;
    const result = await resource.move(
      {
        sourceProvider: request["source_provider_address"] as string,
        sourceType: request["source_type_name"] as string,
        sourceVersion: request["source_schema_version"] as number,
        sourceState: parseJson(raw.toString("utf8")),
        sourcePrivate: bytes(request["source_private"]),
      },
      session.instance,
    );
    return {
      target_state: write(result.state, resource.schema),
      diagnostics: messages(result.diagnostics),
      target_private: result.private,
    };
  },

  async ValidateDataResourceConfig(session, request) {
    const source = find(session.type.dataSources, request);
    return { diagnostics: messages(await source.validate(read(request["config"], source.schema), session.instance)) };
  },
  async ReadDataSource(session, request) {
    const source = find(session.type.dataSources, request);
    const result = await source.read(read(request["config"], source.schema), session.instance);
    return { state: write(result.state, source.schema), diagnostics: messages(result.diagnostics) };
  },

  async ValidateEphemeralResourceConfig(session, request) {
    const resource = find(session.type.ephemeralResources, request);
    return {
      diagnostics: messages(await resource.validate(read(request["config"], resource.schema), session.instance)),
    };
  },
  async OpenEphemeralResource(session, request) {
    const resource = find(session.type.ephemeralResources, request);
    const opened = await resource.open(read(request["config"], resource.schema), session.instance);
    return {
      result: write(opened.result, resource.schema),
      renew_at: opened.renewAt && { seconds: Math.floor(opened.renewAt.getTime() / 1000), nanos: 0 },
      private: opened.private,
      diagnostics: messages(opened.diagnostics),
    };
  },
  async RenewEphemeralResource(session, request) {
    const resource = find(session.type.ephemeralResources, request);
    return { diagnostics: messages((await resource.renew?.(bytes(request["private"]), session.instance)) ?? []) };
  },
  async CloseEphemeralResource(session, request) {
    const resource = find(session.type.ephemeralResources, request);
    return { diagnostics: messages((await resource.close?.(bytes(request["private"]), session.instance)) ?? []) };
  },

  async CallFunction({ type, host }, request) {
    const definition = type.functions.get(request["name"] as string);
    if (!definition) throw new GrpcError(UNIMPLEMENTED, `no function ${String(request["name"])}`);
    const given = request["arguments"] as readonly Message[];
    const values = given.map((argument, i) =>
      readAs(argument, (definition.parameters[i] ?? definition.variadic)?.type ?? { kind: "dynamic" }),
    );
    const answer = await definition.call(values, host);
    return "error" in answer
      ? { error: { text: answer.error, function_argument: answer.argument } }
      : { result: { msgpack: encodeValue(answer.result, definition.returns) } };
  },
};

function find<Item>(items: ReadonlyMap<string, Item>, request: Message): Item {
  const item = items.get(request["type_name"] as string);
  if (!item) throw new GrpcError(UNIMPLEMENTED, `this provider has no type ${String(request["type_name"])}`);
  return item;
}

const read = (message: unknown, schema: Schema): Value =>
  readAs(message as Message | undefined, blockType(schema.block));

function readAs(message: Message | undefined, type: Type): Value {
  const packed = message?.["msgpack"];
  if (!Buffer.isBuffer(packed)) throw new GrpcError(UNIMPLEMENTED, "values must be given as msgpack");
  return decodeValue(packed, type);
}

const write = (value: Value, schema: Schema): Message => ({ msgpack: encodeValue(value, blockType(schema.block)) });

const bytes = (value: unknown): Uint8Array | undefined =>
  (value as Buffer).length > 0 ? (value as Buffer) : undefined;

const messages = (diagnostics: readonly ProviderDiagnostic[]): Message[] =>
  diagnostics.map(({ severity, summary, detail, path }) => ({
    severity: severity === "error" ? 1 : 2,
    summary,
    detail,
    attribute: path && pathMessage(path),
  }));

/** A set element cannot be addressed in the protocol: the path ends before it. */
function pathMessage(path: ValuePath): Message {
  const steps: Message[] = [];
  for (const step of path) {
    if (step.kind === "attribute") steps.push({ attribute_name: step.name });
    else if (typeof step.key === "string") steps.push({ element_key_string: step.key });
    else if (typeof step.key === "number") steps.push({ element_key_int: step.key });
    else break;
  }
  return { steps };
}
