/**
 * The shapes of a service as objects that point at one another, made from the generated table when first asked for.
 * Everything else in this room compiles its closures from these.
 */
import { serviceShapes } from "../shapes/load.ts";
import type {
  Constraint,
  MemberTraits,
  Ref,
  ServiceShapes,
  ShapeTraits,
  TargetEntry,
} from "../shapes/service-shapes.ts";

export type TimestampFormat = "date-time" | "http-date" | "epoch-seconds";

export interface SimpleShape {
  readonly kind: "string" | "number" | "boolean" | "blob" | "document" | "unit";
}
export interface TimestampShape {
  readonly kind: "timestamp";
  /** Undefined where the place decides: the protocol's body, a header, a query string. */
  readonly format: TimestampFormat | undefined;
}
export interface ListShape {
  readonly kind: "list";
  readonly name: string;
  item: Target;
}
export interface MapShape {
  readonly kind: "map";
  readonly name: string;
  key: Target;
  value: Target;
}
export interface StructureShape {
  readonly kind: "structure" | "union" | "error";
  readonly name: string;
  readonly traits: ShapeTraits;
  /** How many of the members are required: those come first. */
  readonly required: number;
  members: readonly Member[];
  /** Names of constrained members in the order in which AWS checks them. */
  readonly checked: readonly string[];
}
export type Shape = SimpleShape | TimestampShape | ListShape | MapShape | StructureShape;

/** What a list's item, a map's key or value or a structure's member is: a shape, and how it is written there. */
export interface Target {
  readonly shape: Shape;
  readonly traits: MemberTraits;
  readonly constraint: Constraint | undefined;
}
export interface Member extends Target {
  readonly name: string;
}

export interface OperationModel {
  readonly name: string;
  readonly input: StructureShape | undefined;
  readonly output: StructureShape | undefined;
  readonly http: readonly [method: string, uri: string, status: number] | undefined;
}

const NO_TRAITS: MemberTraits = {};
const UNIT: SimpleShape = { kind: "unit" };

const SIMPLE: Readonly<Record<number, Shape>> = {
  0: { kind: "string" },
  1: { kind: "number" },
  2: { kind: "boolean" },
  4: { kind: "timestamp", format: undefined },
  5: { kind: "timestamp", format: "date-time" },
  6: { kind: "timestamp", format: "http-date" },
  7: { kind: "timestamp", format: "epoch-seconds" },
  15: { kind: "document" },
  17: { kind: "number" },
  19: { kind: "number" },
  21: { kind: "blob" },
  42: { kind: "blob" },
};
const LIST_OF = 64;
const MAP_TO = 128;

export class ServiceModel {
  readonly table: ServiceShapes;
  readonly #shapes = new Map<string, Shape>();
  readonly #operations = new Map<string, OperationModel>();
  #errors: ReadonlyMap<string, StructureShape> | undefined;

  constructor(table: ServiceShapes) {
    this.table = table;
  }

  operation(name: string): OperationModel | undefined {
    const known = this.#operations.get(name);
    if (known !== undefined) return known;
    const entry = Object.hasOwn(this.table.operations, name) ? this.table.operations[name] : undefined;
    if (entry === undefined) return undefined;
    const [input, output, traits] = entry;
    const model: OperationModel = {
      name,
      input: structure(this.#shape(input)),
      output: structure(this.#shape(output)),
      http: traits === 0 ? undefined : traits.http,
    };
    this.#operations.set(name, model);
    return model;
  }

  /** The error shapes by the code that goes over the wire: the shape's name, and its query code where it has one. */
  get errors(): ReadonlyMap<string, StructureShape> {
    if (this.#errors === undefined) {
      const errors = new Map<string, StructureShape>();
      for (const [name, entry] of Object.entries(this.table.shapes)) {
        if (entry[0] !== "error") continue;
        const shape = this.#shape(name) as StructureShape;
        errors.set(name, shape);
        const queryError = shape.traits.awsQueryError;
        if (queryError !== undefined) errors.set(queryError[0], shape);
      }
      this.#errors = errors;
    }
    return this.#errors;
  }

  #shape(ref: Ref, constraint?: Constraint): Shape {
    if (ref === "unit") return UNIT;
    if (typeof ref === "number") return this.#unnamed(ref, constraint);
    const known = this.#shapes.get(ref);
    if (known !== undefined) return known;
    const entry = this.table.shapes[ref];
    if (entry === undefined) throw new Error(`The shape ${ref} of ${this.table.service} is missing`);
    // A shape is known before its parts are resolved, because shapes may contain themselves.
    if (entry[0] === "list") {
      const list: ListShape = { kind: "list", name: ref, item: UNRESOLVED };
      this.#shapes.set(ref, list);
      list.item = this.#target(entry[2]);
      return list;
    }
    if (entry[0] === "map") {
      const map: MapShape = { kind: "map", name: ref, key: UNRESOLVED, value: UNRESOLVED };
      this.#shapes.set(ref, map);
      map.key = this.#target(entry[2]);
      map.value = this.#target(entry[3]);
      return map;
    }
    const [kind, traits, required, members, checked = []] = entry;
    const named = { kind, name: ref, traits: traits === 0 ? {} : traits, required, checked };
    const shape: StructureShape = { ...named, members: [] };
    this.#shapes.set(ref, shape);
    shape.members = members.map(([name, ...target]) => ({ name, ...this.#target(target) }));
    return shape;
  }

  #target([ref, traits, constraintName]: TargetEntry): Target {
    const constraint = constraintName === undefined ? undefined : this.table.constraints[constraintName];
    return { shape: this.#shape(ref, constraint), traits: traits || NO_TRAITS, constraint };
  }

  /** A simple type, or a list of or map to one. The bounds of items and entries hang on the list's own constraint. */
  #unnamed(ref: number, constraint: Constraint | undefined): Shape {
    const bounds = (name: string | undefined): Constraint | undefined =>
      name === undefined ? undefined : this.table.constraints[name];
    if (ref >= MAP_TO) {
      return {
        kind: "map",
        name: "",
        key: { shape: this.#unnamed(0, undefined), traits: NO_TRAITS, constraint: bounds(constraint?.key) },
        value: {
          shape: this.#unnamed(ref - MAP_TO, undefined),
          traits: NO_TRAITS,
          constraint: bounds(constraint?.value),
        },
      };
    }
    if (ref >= LIST_OF) {
      const item = {
        shape: this.#unnamed(ref - LIST_OF, undefined),
        traits: NO_TRAITS,
        constraint: bounds(constraint?.member),
      };
      return { kind: "list", name: "", item };
    }
    const simple = SIMPLE[ref];
    if (simple === undefined) throw new Error(`The simple type ${ref} in ${this.table.service} is unknown`);
    return simple;
  }
}

const UNRESOLVED: Target = { shape: UNIT, traits: NO_TRAITS, constraint: undefined };

function structure(shape: Shape): StructureShape | undefined {
  return shape.kind === "structure" || shape.kind === "union" || shape.kind === "error" ? shape : undefined;
}

const models = new Map<string, ServiceModel>();

/** The model of the service with this SDK client suffix. */
export function serviceModel(service: string): ServiceModel {
  let model = models.get(service);
  if (model === undefined) {
    model = new ServiceModel(serviceShapes(service));
    models.set(service, model);
  }
  return model;
}
