/**
 * What is known of one AWS service: the generated table, as `scripts/shapes/extract.mjs` writes it. The short forms
 * keep the JSON small, so that a service loads in about a millisecond.
 */
export interface ServiceShapes {
  /** The SDK client's suffix: "lambda" for @aws-sdk/client-lambda. */
  readonly service: string;
  readonly protocol: ProtocolName;
  readonly serviceId: string;
  /** The service's name in the scope of a signature. */
  readonly signingName: string;
  readonly namespace: string;
  readonly xmlNamespace: string;
  readonly version: string;
  /** The part of X-Amz-Target before the dot. */
  readonly target: string;
  readonly queryCompatible: boolean;
  readonly operations: Readonly<Record<string, OperationEntry>>;
  readonly shapes: Readonly<Record<string, ShapeEntry>>;
  readonly constraints: Readonly<Record<string, Constraint>>;
}

export type ProtocolName =
  | "restJson1"
  | "restXml"
  | "awsJson1_0"
  | "awsJson1_1"
  | "awsQuery"
  | "ec2Query"
  | "rpcv2Cbor";

export type OperationEntry = readonly [input: Ref, output: Ref, traits: OperationTraits | 0];

/**
 * A shape's name, "unit" for nothing, or a simple type: 0 string, 1 number, 2 boolean, 4 timestamp (5 date-time,
 * 6 http-date, 7 epoch-seconds), 15 document, 17 and 19 big numbers, 21 blob, 42 streaming blob, 64|x a list of x,
 * 128|x a map to x.
 */
export type Ref = string | number;

export type MemberEntry = readonly [name: string, target: Ref, traits?: MemberTraits | 0, constraint?: string];
export type TargetEntry = readonly [target: Ref, traits?: MemberTraits | 0, constraint?: string];

export type StructureEntry = readonly [
  kind: "structure" | "union" | "error",
  traits: ShapeTraits | 0,
  /** How many of the members are required: those come first. */
  required: number,
  members: readonly MemberEntry[],
  /** The constrained members in the order in which AWS checks them. */
  checked?: readonly string[],
];
export type ListEntry = readonly [kind: "list", traits: ShapeTraits | 0, item: TargetEntry];
export type MapEntry = readonly [kind: "map", traits: ShapeTraits | 0, key: TargetEntry, value: TargetEntry];
export type ShapeEntry = StructureEntry | ListEntry | MapEntry;

export interface OperationTraits {
  readonly http?: readonly [method: string, uri: string, status: number];
}

export interface ShapeTraits {
  readonly streaming?: 1;
  readonly xmlName?: string;
  readonly httpError?: number;
  readonly awsQueryError?: readonly [code: string, status: number];
}

export interface MemberTraits {
  readonly ec2QueryName?: string;
  readonly eventPayload?: 1;
  readonly httpHeader?: string;
  readonly httpLabel?: 1;
  readonly httpPayload?: 1;
  readonly httpPrefixHeaders?: string;
  readonly httpQuery?: string;
  readonly httpQueryParams?: 1;
  readonly httpResponseCode?: 1;
  readonly idempotencyToken?: 1;
  readonly jsonName?: string;
  readonly sensitive?: 1;
  readonly streaming?: 1;
  readonly xmlAttribute?: 1;
  readonly xmlFlattened?: 1;
  readonly xmlName?: string;
  readonly xmlNamespace?: readonly [prefix: string, uri: string];
}

/** The bounds of a shape. Those of a list's items or a map's entries are names of other constraints. */
export interface Constraint {
  readonly type?: "integer" | "long" | "double" | "float";
  readonly length?: readonly [min: number | null, max: number | null];
  readonly range?: readonly [min: number | null, max: number | null];
  readonly pattern?: string;
  readonly enum?: readonly string[];
  readonly member?: string;
  readonly key?: string;
  readonly value?: string;
}
