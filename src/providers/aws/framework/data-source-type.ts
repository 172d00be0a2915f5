/** A data source as the engine sees it, made from its table and, when it is read, its behaviour. */
import type { Value } from "../../../terraform/lang/value.ts";
import type {
  DataSource,
  ProviderDiagnostic,
  ProviderInstance,
  Schema,
  StateResult,
} from "../../../terraform/provider.ts";
import { type AnyDataBehaviour, type Load, Refusal } from "./behaviour.ts";
import { failureText } from "./call-error.ts";
import { configurationOf } from "./instance.ts";
import { KnownReads } from "./known-reads.ts";
import { nullsInLists } from "./nulls-in-lists.ts";
import { type PlainObject, toPlain, toValue } from "./plain.ts";
import { planLegacy } from "./plan-legacy.ts";
import { settle } from "./settle.ts";
import { type BlockShape, type Shape, schemaOf, shapeOf } from "./shape.ts";
import type { TypeTable } from "./table.ts";
import { validateShape } from "./validate.ts";
import { viewOf } from "./view.ts";

/** Data sources with an argument `id`; their schema looks like that of the others, where it is no argument. */
const LOOKED_UP_BY_ID: ReadonlySet<string> = new Set([
  "aws_ec2_managed_prefix_list",
  "aws_nat_gateway",
  "aws_network_interface",
  "aws_security_group",
  "aws_subnet",
  "aws_vpc",
  "aws_vpc_endpoint",
]);

export class AwsDataSource implements DataSource {
  readonly #name: string;
  readonly #table: TypeTable;
  readonly #load: Load<AnyDataBehaviour> | undefined;
  readonly #known = new KnownReads();
  #shape: Shape | undefined;
  #schema: Schema | undefined;

  constructor(name: string, table: TypeTable, load: Load<AnyDataBehaviour> | undefined) {
    this.#name = name;
    this.#table = table;
    this.#load = load;
  }

  get shape(): Shape {
    this.#shape ??= shapeOf(this.#name, this.#table);
    return this.#shape;
  }

  get schema(): Schema {
    this.#schema ??= schemaOf(this.shape);
    return this.#schema;
  }

  async validate(config: Value): Promise<readonly ProviderDiagnostic[]> {
    const nulls = this.shape.modern ? [] : nullsInLists(config);
    return nulls.length > 0
      ? nulls
      : validateShape(this.shape, toPlain(config) as PlainObject, LOOKED_UP_BY_ID.has(this.#name));
  }

  async read(config: Value, provider: ProviderInstance): Promise<StateResult> {
    const behaviour = await this.#load?.();
    const { block } = this.shape;
    if (!behaviour) return { state: config, diagnostics: [notServed(this.#name)] };
    const plain = toPlain(config) as PlainObject;
    // The older SDK reads a data source as the creation of a resource: defaults first, zero values after.
    return this.#known.read(plain, config, configurationOf(provider), async (aws) => {
      const base = this.shape.modern ? plain : planLegacy(block, null, plain, {}).planned;
      const view = viewOf(block, base);
      try {
        const found = await behaviour.read(view, aws);
        const state = settle(this.shape, found, base, "read");
        return {
          state: toValue(this.shape.modern ? state : withoutEmptyBlocks(block, state, found), block.type),
          diagnostics: [],
        };
      } catch (error) {
        const beginning = behaviour.beginning?.(view) ?? `reading ${behaviour.title}`;
        const summary = error instanceof Refusal ? error.message : `${beginning}: ${failureText(error)}`;
        const detail = error instanceof Refusal ? error.detail : "";
        return { state: config, diagnostics: [{ severity: "error", summary, detail }] };
      }
    });
  }
}

/** The older SDK leaves no trace of blocks that are not given: null, not empty. */
const withoutEmptyBlocks = (block: BlockShape, state: PlainObject, found: object): PlainObject =>
  Object.fromEntries(
    Object.entries(state).map(([name, value]) => {
      const isForgotten = block.blocks.has(name) && !(name in found);
      return [name, isForgotten && Array.isArray(value) && value.length === 0 ? null : value];
    }),
  );

const notServed = (name: string): ProviderDiagnostic => ({
  severity: "error",
  summary: "Data source not supported",
  detail: `Terrarium does not serve ${name} yet: it can be validated, but not read.`,
});
