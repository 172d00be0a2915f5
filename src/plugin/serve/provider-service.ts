/** One of our providers behind the plugin protocol: every call of the service, for one connection. */
import { parseJson } from "../../terraform/lang/json.ts";
import { isWhollyKnown } from "../../terraform/lang/known.ts";
import { DYNAMIC } from "../../terraform/lang/type.ts";
import type { ProviderHost, ProviderInstance, ProviderType } from "../../terraform/provider.ts";
import { GrpcError, UNIMPLEMENTED } from "../protocol/grpc.ts";
import { CALLS } from "../protocol/messages.ts";
import { decodeMessage, encodeMessage, type Message } from "../protocol/protobuf.ts";
import {
  bytesFrom,
  diagnosticMessages,
  leaseMessage,
  pathMessage,
  stateFrom,
  stateMessage,
  valueFrom,
  valueMessage,
} from "../protocol/value-message.ts";
import { refusedTerraform } from "./client-version.ts";
import { allowsDeferral, deferredAnswer } from "./deferral.ts";
import { encodedSchema } from "./encoded-schema.ts";
import { answeredOnce } from "./kept-answers.ts";
import type { NamedTypes } from "./named-types.ts";
import { functionMessages, SERVER_CAPABILITIES } from "./schema-message.ts";
import { writeOnlyNotAllowed } from "./write-only.ts";

type Call = (session: ProviderSession, request: Message) => Promise<Message>;

export class ProviderSession {
  readonly type: ProviderType;
  readonly host: ProviderHost;
  readonly instance: ProviderInstance;
  /** What it was configured with is not all known yet. */
  isConfigUnknown = false;

  readonly #stop = new AbortController();
  readonly #named: () => NamedTypes | undefined;

  /** Only schemas of types that are named are handed out, where that is known when they are asked for. */
  constructor(type: ProviderType, host: ProviderHost, named: () => NamedTypes | undefined = () => undefined) {
    this.type = type;
    this.#named = named;
    this.host = { ...host, signal: AbortSignal.any([host.signal, this.#stop.signal]) };
    this.instance = type.create(this.host);
  }

  /** What is under way is given up as soon as it can be, with a state that says what has been made. */
  stop(): void {
    this.#stop.abort(new Error("Terraform was interrupted"));
  }

  async handle(method: string, request: Buffer): Promise<Buffer> {
    if (method === "GetProviderSchema") return encodedSchema(this.type, this.#named());
    const call = HANDLERS[method];
    const tables = CALLS[method];
    if (!call || !tables) throw new GrpcError(UNIMPLEMENTED, `method ${method} is not implemented`);
    return answeredOnce(this.type, method, request, async () => {
      const message = decodeMessage(tables.request, request);
      const deferred = this.isConfigUnknown && allowsDeferral(message) && deferredAnswer(this.type, method, message);
      return encodeMessage(tables.response, deferred || (await call(this, message)));
    });
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
  async StopProvider(session) {
    session.stop();
    return {};
  },
  // No type of ours has an identity beside its attributes, as none had in the versions we stand for. States of later
  // ones may hold some.
  GetResourceIdentitySchemas: async () => ({ identity_schemas: {} }),
  UpgradeResourceIdentity: async () => ({}),

  async ValidateProviderConfig({ type, instance }, request) {
    return {
      diagnostics: diagnosticMessages(await instance.validateConfig(stateFrom(request["config"], type.schema))),
    };
  },
  async ConfigureProvider(session, request) {
    const refused = refusedTerraform(request["terraform_version"] as string);
    if (refused) return { diagnostics: diagnosticMessages([refused]) };
    const config = stateFrom(request["config"], session.type.schema);
    session.isConfigUnknown = !isWhollyKnown(config);
    return { diagnostics: diagnosticMessages(await session.instance.configure(config)) };
  },

  async ValidateResourceConfig(session, request) {
    const resource = find(session.type.resources, request);
    const config = stateFrom(request["config"], resource.schema);
    const allowed = (request["client_capabilities"] as Message | undefined)?.["write_only_attributes_allowed"] === true;
    const refused = allowed ? [] : writeOnlyNotAllowed(resource.schema.block, config);
    return { diagnostics: diagnosticMessages([...refused, ...(await resource.validate(config, session.instance))]) };
  },
  async UpgradeResourceState(session, request) {
    const resource = find(session.type.resources, request);
    const raw = parseJson(((request["raw_state"] as Message)["json"] as Buffer).toString("utf8"));
    const result = await resource.upgrade(request["version"] as number, raw, session.instance);
    return {
      upgraded_state: stateMessage(result.state, resource.schema),
      diagnostics: diagnosticMessages(result.diagnostics),
    };
  },
  async ReadResource(session, request) {
    const resource = find(session.type.resources, request);
    const state = stateFrom(request["current_state"], resource.schema);
    const result = await resource.read({ state, private: bytesFrom(request["private"]) }, session.instance);
    return {
      new_state: stateMessage(result.state, resource.schema),
      diagnostics: diagnosticMessages(result.diagnostics),
      private: result.private ?? (request["private"] as Buffer),
    };
  },
  async PlanResourceChange(session, request) {
    const resource = find(session.type.resources, request);
    const result = await resource.plan(
      {
        prior: stateFrom(request["prior_state"], resource.schema),
        proposed: stateFrom(request["proposed_new_state"], resource.schema),
        config: stateFrom(request["config"], resource.schema),
        priorPrivate: bytesFrom(request["prior_private"]),
      },
      session.instance,
    );
    return {
      planned_state: stateMessage(result.planned, resource.schema),
      requires_replace: result.requiresReplace.map(pathMessage),
      planned_private: result.private ?? (request["prior_private"] as Buffer),
      diagnostics: diagnosticMessages(result.diagnostics),
      legacy_type_system: result.legacyTypeSystem,
    };
  },
  async ApplyResourceChange(session, request) {
    const resource = find(session.type.resources, request);
    const result = await resource.apply(
      {
        prior: stateFrom(request["prior_state"], resource.schema),
        planned: stateFrom(request["planned_state"], resource.schema),
        config: stateFrom(request["config"], resource.schema),
        plannedPrivate: bytesFrom(request["planned_private"]),
      },
      session.instance,
    );
    return {
      new_state: stateMessage(result.state, resource.schema),
      private: result.private ?? (request["planned_private"] as Buffer),
      diagnostics: diagnosticMessages(result.diagnostics),
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
        return { type_name: name, state: stateMessage(imported.state, schema), private: imported.private };
      }),
      diagnostics: diagnosticMessages(result.diagnostics),
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
        sourcePrivate: bytesFrom(request["source_private"]),
      },
      session.instance,
    );
    return {
      target_state: stateMessage(result.state, resource.schema),
      diagnostics: diagnosticMessages(result.diagnostics),
      target_private: result.private,
    };
  },

  async ValidateDataResourceConfig(session, request) {
    const source = find(session.type.dataSources, request);
    return {
      diagnostics: diagnosticMessages(
        await source.validate(stateFrom(request["config"], source.schema), session.instance),
      ),
    };
  },
  async ReadDataSource(session, request) {
    const source = find(session.type.dataSources, request);
    const result = await source.read(stateFrom(request["config"], source.schema), session.instance);
    return { state: stateMessage(result.state, source.schema), diagnostics: diagnosticMessages(result.diagnostics) };
  },

  async ValidateEphemeralResourceConfig(session, request) {
    const resource = find(session.type.ephemeralResources, request);
    return {
      diagnostics: diagnosticMessages(
        await resource.validate(stateFrom(request["config"], resource.schema), session.instance),
      ),
    };
  },
  async OpenEphemeralResource(session, request) {
    const resource = find(session.type.ephemeralResources, request);
    const opened = await resource.open(stateFrom(request["config"], resource.schema), session.instance);
    return {
      result: stateMessage(opened.result, resource.schema),
      ...leaseMessage(opened),
      diagnostics: diagnosticMessages(opened.diagnostics),
    };
  },
  async RenewEphemeralResource(session, request) {
    const resource = find(session.type.ephemeralResources, request);
    const renewed = await resource.renew?.(bytesFrom(request["private"]), session.instance);
    return { ...leaseMessage(renewed ?? {}), diagnostics: diagnosticMessages(renewed?.diagnostics ?? []) };
  },
  async CloseEphemeralResource(session, request) {
    const resource = find(session.type.ephemeralResources, request);
    return {
      diagnostics: diagnosticMessages((await resource.close?.(bytesFrom(request["private"]), session.instance)) ?? []),
    };
  },

  async CallFunction({ type, host }, request) {
    const definition = type.functions.get(request["name"] as string);
    if (!definition) throw new GrpcError(UNIMPLEMENTED, `no function ${String(request["name"])}`);
    const given = request["arguments"] as readonly Message[];
    const values = given.map((argument, i) =>
      valueFrom(argument, (definition.parameters[i] ?? definition.variadic)?.type ?? DYNAMIC),
    );
    const answer = await definition.call(values, host);
    return "error" in answer
      ? { error: { text: answer.error, function_argument: answer.argument } }
      : { result: valueMessage(answer.result, definition.returns) };
  },
};

function find<Item>(items: ReadonlyMap<string, Item>, request: Message): Item {
  const item = items.get(request["type_name"] as string);
  if (!item) throw new GrpcError(UNIMPLEMENTED, `this provider has no type ${String(request["type_name"])}`);
  return item;
}
