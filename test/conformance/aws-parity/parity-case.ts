/** A stack of resources, one after the other, as both providers are asked to make it. */
export type Attributes = Readonly<Record<string, unknown>>;

/** Attribute values of what was made before, by the name given in the case. */
export type Made = (name: string, attribute: string) => string;

export interface Step {
  readonly name: string;
  readonly type: string;
  readonly data?: true;
  /** Where it is made, when that is not where the others are. */
  readonly region?: string;
  config(made: Made): Attributes;
  /** What the second apply changes. */
  update?(made: Made): Attributes;
  /** Attributes whose values both sides make up or may spell differently. */
  readonly free?: readonly string[];
  /** The id to import by, where it is not the object's own; false where there is none that both sides know. */
  readonly importId?: false | ((made: Made) => string);
}

export interface ParityCase {
  readonly name: string;
  readonly steps: readonly Step[];
}

export const resource = (
  type: string,
  name: string,
  config: Attributes | ((made: Made) => Attributes),
  update?: Attributes | ((made: Made) => Attributes),
  free?: readonly string[],
): Step => ({
  type,
  name,
  config: typeof config === "function" ? config : () => config,
  ...(update && { update: typeof update === "function" ? update : () => update }),
  ...(free && { free }),
});

/** The same step, imported by another id than its own, or not at all. */
export const importedBy = (step: Step, importId: false | ((made: Made) => string)): Step => ({ ...step, importId });

export const inRegion = (region: string, step: Step): Step => ({ ...step, region });

export const data = (type: string, name: string, config: Attributes | ((made: Made) => Attributes) = {}): Step => ({
  ...resource(type, name, config),
  data: true,
});

export const policyDocument = (...statements: Attributes[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });

export const ASSUME_LAMBDA = policyDocument({
  Action: "sts:AssumeRole",
  Effect: "Allow",
  Principal: { Service: "lambda.amazonaws.com" },
});
