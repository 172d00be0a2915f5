/**
 * A provider some of whose configurations are mocked. A mocked configuration is told apart by an argument that no real
 * provider has; every other one goes through to the provider itself.
 */

import { STRING } from "../lang/type.ts";
import { nullValue, objectValue, Value } from "../lang/value.ts";
import type {
  ApplyRequest,
  DataSource,
  PlanRequest,
  PlanResult,
  ProviderInstance,
  ProviderType,
  ResourceType,
  StateResult,
} from "../provider.ts";
import { completeObject, type Given } from "./mock-values.ts";

/** The argument that names a mock. */
export const MOCK_ARGUMENT = "\u0000mock";

/** How a mock fills in the objects of one type. */
export interface Mock {
  readonly values: (mode: "managed" | "data", type: string) => Given;
  readonly knownInPlan: (mode: "managed" | "data", type: string) => boolean;
}

class MockableInstance implements ProviderInstance {
  readonly real: ProviderInstance;
  readonly #mocks: ReadonlyMap<string, Mock>;
  mock: Mock | undefined;

  constructor(real: ProviderInstance, mocks: ReadonlyMap<string, Mock>) {
    this.real = real;
    this.#mocks = mocks;
  }

  validateConfig(config: Value): ReturnType<ProviderInstance["validateConfig"]> {
    const { mock, rest } = this.#split(config);
    return mock ? Promise.resolve([]) : this.real.validateConfig(rest);
  }

  async configure(config: Value): ReturnType<ProviderInstance["configure"]> {
    const { mock, rest } = this.#split(config);
    this.mock = mock;
    return mock ? [] : this.real.configure(rest);
  }

  #split(config: Value): { mock: Mock | undefined; rest: Value } {
    if (!(config.content instanceof Map)) return { mock: undefined, rest: config };
    const entries = new Map(config.entries);
    const name = entries.get(MOCK_ARGUMENT)?.content;
    entries.delete(MOCK_ARGUMENT);
    const mock = typeof name === "string" ? this.#mocks.get(name) : undefined;
    return { mock, rest: withoutArgument(config, entries) };
  }
}

function withoutArgument(config: Value, entries: ReadonlyMap<string, Value>): Value {
  if (config.type.kind !== "object") return config;
  const attributes = new Map(config.type.attributes);
  attributes.delete(MOCK_ARGUMENT);
  return new Value({ kind: "object", attributes }, entries, config.marks);
}

const instanceOf = (instance: ProviderInstance): MockableInstance => instance as MockableInstance;

export function mockable(type: ProviderType, mocks: ReadonlyMap<string, Mock>): ProviderType {
  const { schema } = type;
  const attributes = { ...schema.block.attributes, [MOCK_ARGUMENT]: { type: STRING, optional: true } };
  return {
    ...type,
    // Not required of a mock, so of nobody: the real provider checks again.
    schema: { ...schema, block: { ...schema.block, attributes: optionalAll(attributes) } },
    resources: new Map([...type.resources].map(([name, real]) => [name, mockableResource(name, real)])),
    dataSources: new Map([...type.dataSources].map(([name, real]) => [name, mockableData(name, real)])),
    create: (host) => new MockableInstance(type.create(host), mocks),
  };
}

const optionalAll = (attributes: ProviderType["schema"]["block"]["attributes"]): typeof attributes =>
  Object.fromEntries(
    Object.entries(attributes).map(([name, attribute]) => {
      const { required, ...rest } = attribute;
      return [name, required ? { ...rest, optional: true } : attribute];
    }),
  );

function mockableResource(name: string, real: ResourceType): ResourceType {
  const through = (instance: ProviderInstance): ProviderInstance => instanceOf(instance).real;
  const move = real.move?.bind(real);
  return {
    // Resource types may be objects of classes, whose members no spread finds.
    get schema() {
      return real.schema;
    },
    ...(real.isServed === undefined ? {} : { isServed: real.isServed }),
    ...(move ? { move: (request, instance) => move(request, through(instance)) } : {}),
    validate: async (config, instance) => (instanceOf(instance).mock ? [] : real.validate(config, through(instance))),
    upgrade: (version, raw, instance) => real.upgrade(version, raw, through(instance)),
    importState: (id, instance) => real.importState(id, through(instance)),
    async read(request, instance): Promise<StateResult> {
      if (instanceOf(instance).mock) return { state: request.state, private: request.private, diagnostics: [] };
      return real.read(request, through(instance));
    },
    async plan(request: PlanRequest, instance): Promise<PlanResult> {
      const { mock } = instanceOf(instance);
      if (!mock) return real.plan(request, through(instance));
      if (request.proposed.isNull) return { planned: request.proposed, requiresReplace: [], diagnostics: [] };
      if (!request.prior.isNull) {
        // Of the types that its values have, as the object in the state is.
        return { planned: objectValue(request.proposed.entries), requiresReplace: [], diagnostics: [] };
      }
      const known = mock.knownInPlan("managed", name);
      const { value, diagnostics } = completeObject(
        request.proposed,
        real.schema.block,
        mock.values("managed", name),
        known,
      );
      return { planned: value, requiresReplace: [], diagnostics };
    },
    async apply(request: ApplyRequest, instance): Promise<StateResult> {
      const { mock } = instanceOf(instance);
      if (!mock) return real.apply(request, through(instance));
      if (request.planned.isNull) return { state: nullValue(request.planned.type), diagnostics: [] };
      const unset = new Map(
        [...request.planned.entries].map(
          ([key, value]) => [key, value.isKnown ? value : nullValue(value.type)] as const,
        ),
      );
      const planned = new Value(request.planned.type, unset);
      const { value, diagnostics } = completeObject(planned, real.schema.block, mock.values("managed", name), true);
      return { state: value, diagnostics };
    },
  };
}

function mockableData(name: string, real: DataSource): DataSource {
  return {
    get schema() {
      return real.schema;
    },
    validate: async (config, instance) =>
      instanceOf(instance).mock ? [] : real.validate(config, instanceOf(instance).real),
    async read(config, instance): Promise<StateResult> {
      const { mock } = instanceOf(instance);
      if (!mock) return real.read(config, instanceOf(instance).real);
      const { value, diagnostics } = completeObject(config, real.schema.block, mock.values("data", name), true);
      return { state: value, diagnostics };
    },
  };
}
