/**
 * How a resource type or a data source is written: what it does with AWS, in plain objects. Everything its schema tells
 * (types, defaults, what forces a new object, allowed values) comes from the tables and is not repeated here.
 *
 * `Attributes` is the type's interface from `../schema/<service>.generated.ts`. A behaviour sees no unknowns: a value
 * that is null or not known yet is null, collections are empty instead, blocks are lists.
 */
import type { ProviderDiagnostic } from "../../../terraform/provider.ts";
import type { Aws } from "./aws.ts";
import type { PlainObject } from "./plain.ts";
import type { TagMap } from "./tags.ts";

/** What was found in AWS. `undefined` says AWS has none; leave out what was not looked at, so that it stays as planned. */
export type FoundIn<Attributes> = { readonly [Name in keyof Attributes]?: Loose<Attributes[Name]> } & {
  /** Tags as AWS has them; the framework works out `tags` and `tags_all`. */
  readonly tags?: TagMap;
};

type Loose<T> = T extends readonly (infer Element)[]
  ? readonly Loose<Element>[] | null | undefined
  : Readonly<Record<string, string>> extends T
    ? T | null | undefined
    : T extends object
      ? { readonly [Name in keyof T]?: Loose<T[Name]> } | null | undefined
      : T | null | undefined;

export type Identified<Attributes> = Attributes & { readonly id: string };

/** A difference found equivalent to none; `next` is the zero value when the configuration no longer has one. */
export type Equivalence = (prior: string, next: string) => boolean;

export interface Behaviour<Attributes> {
  /** As error messages call it, such as "IAM Role". */
  readonly title: string;
  /** What stands in brackets in error messages before there is an id; the id afterwards. */
  readonly named?: (planned: Attributes) => string | null;
  /** How failures begin where that is not "creating TITLE (NAME)" and the like. */
  readonly words?: Words<Attributes>;
  /** Types on the newer framework say the cause below, alone or once more. */
  readonly cause?: "below" | "again";
  /**
   * Makes the object and returns its id, with attributes that only this answer has. Call `keep` with the id as soon as
   * the object exists when more is to be done: a failure after that leaves a tainted object, not a lost one.
   */
  create(
    planned: Attributes,
    aws: Aws,
    keep: (id: string) => void,
  ): Promise<{ readonly id: string } & FoundIn<Attributes>>;
  /** Undefined when it is gone. An imported object has nothing but its id (see `importId`). */
  read(state: Identified<Attributes>, aws: Aws): Promise<FoundIn<Attributes> | undefined>;
  /** May return a new id. */
  update?(planned: Identified<Attributes>, aws: Aws, prior: Identified<Attributes>): Promise<string | void>;
  delete(prior: Identified<Attributes>, aws: Aws): Promise<void>;
  /** The real provider ends some creates without reading back. */
  readonly readAfterCreate?: false;
  /** Some types cannot be imported. */
  readonly importable?: false;
  /** Attributes told by an import id of several parts; throws a Refusal for a malformed one. */
  importId?(
    id: string,
    aws: Aws,
  ): ({ readonly id?: string } & FoundIn<Attributes>) | Promise<{ readonly id?: string } & FoundIn<Attributes>>;
  /** Further checks and changes while planning (CustomizeDiff). Throws a Refusal. */
  plan?(change: Change<Attributes>, aws: Aws): void | Promise<void>;
  /** Further checks of the configuration; returns sentences. Unknown values are null. */
  validate?(config: Attributes): readonly string[];
  /** The same, placed: of the configuration as it was given, unknown values and all. */
  faults?(config: PlainObject): readonly ProviderDiagnostic[];
  /** What the real provider does not say and a user should know. Unknown values are null. */
  advise?(config: Attributes): readonly Advice[];
  /** Attributes, by path without indexes, whose differences may mean nothing. */
  readonly equivalent?: Readonly<Record<string, Equivalence>>;
  /** Attributes, by path, that are kept in a form of their own. */
  readonly normalize?: Readonly<Record<string, (value: string) => string>>;
  readonly setKeys?: Readonly<Record<string, (element: PlainObject) => string>>;
  /** Blocks, by path, that stay as AWS has them when the configuration leaves them out. */
  readonly keptBlocks?: readonly string[];
  /** State of an older schema version to this one's, before the schema is applied. */
  upgrade?(version: number, state: Record<string, unknown>): Record<string, unknown>;
}

export interface Words<Attributes> {
  creating?(planned: Attributes): string;
  updating?(planned: Identified<Attributes>): string;
  reading?(state: Identified<Attributes>): string;
  deleting?(prior: Identified<Attributes>): string;
}

/** A warning at an attribute. */
export interface Advice {
  readonly summary: string;
  readonly detail: string;
  readonly attribute: string;
}

/** A plan while it is being made. */
export interface Change<Attributes> {
  readonly creating: boolean;
  readonly prior: Attributes | null;
  /** Unknown values are null here; ask `isKnown`. */
  readonly planned: Attributes;
  /** The same with unknown values as such. */
  readonly result: PlainObject;
  readonly config: Attributes;
  isKnown(name: keyof Attributes & string): boolean;
  /** Differs from the prior state, or becomes so once known. */
  changed(...names: (keyof Attributes & string)[]): boolean;
  configured(name: keyof Attributes & string): boolean;
  set<Name extends keyof Attributes & string>(name: Name, value: Attributes[Name]): void;
  /** The value is known only after apply. */
  recompute(...names: (keyof Attributes & string)[]): void;
  /** A change of this attribute needs a new object. */
  replaceFor(name: keyof Attributes & string): void;
  /** The object as a whole cannot become what is planned. */
  replaceWhole(): void;
}

/** What a user must be told instead of a result. */
export class Refusal extends Error {
  readonly detail: string;
  /** Said as it is, without what was being done. */
  readonly isWhole: boolean;
  constructor(summary: string, detail = "", isWhole = detail !== "") {
    super(summary);
    this.name = "Refusal";
    this.detail = detail;
    this.isWhole = isWhole;
  }
}

export const defineResource = <Attributes>(behaviour: Behaviour<Attributes>): Behaviour<Attributes> => behaviour;

export interface DataBehaviour<Attributes> {
  /** As error messages call it, such as "IAM Role". */
  readonly title: string;
  /** How a failure is told, where that is not "reading" and the title. */
  beginning?(config: Attributes): string;
  read(config: Attributes, aws: Aws): Promise<FoundIn<Attributes>> | FoundIn<Attributes>;
}

export const defineDataSource = <Attributes>(behaviour: DataBehaviour<Attributes>): DataBehaviour<Attributes> =>
  behaviour;

/** A way to a behaviour whose attributes have been forgotten; the registry is checked where it is written. */
export type Load<Any> = () => Promise<Any>;
export type AnyBehaviour = Behaviour<PlainObject>;
export type AnyDataBehaviour = DataBehaviour<PlainObject>;
