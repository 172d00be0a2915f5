/** OpenAPI documents, 2.0 and 3.0, as far as API Gateway reads them. */
import { ServiceException } from "../wire/service-exception.ts";

export interface ApiIntegration {
  readonly $ref?: string;
  readonly type?: string;
  readonly httpMethod?: string;
  readonly passthroughBehavior?: string;
  readonly contentHandling?: string;
  readonly responses?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly [name: string]: unknown;
}

export interface Schema {
  readonly $ref?: string;
  readonly [name: string]: unknown;
}

export interface Parameter {
  readonly $ref?: string;
  readonly name?: string;
  readonly in?: string;
  readonly required?: boolean;
  readonly schema?: Schema;
}

type Content = Readonly<Record<string, { readonly schema?: Schema }>>;

export interface DescribedResponse {
  readonly $ref?: string;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly schema?: Schema;
  readonly content?: Content;
}

export type Requirement = Readonly<Record<string, readonly string[]>>;

export interface Described {
  readonly operationId?: string;
  readonly consumes?: readonly string[];
  readonly produces?: readonly string[];
  readonly security?: readonly Requirement[];
  readonly responses?: Readonly<Record<string, DescribedResponse>>;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly $ref?: string; readonly content?: Content };
  readonly "x-amazon-apigateway-integration"?: ApiIntegration;
  readonly "x-amazon-apigateway-request-validator"?: string;
  readonly "x-amazon-apigateway-auth"?: { readonly type?: string };
}

export interface SecurityScheme {
  readonly type?: string;
  readonly name?: string;
  readonly in?: string;
  readonly "x-amazon-apigateway-authtype"?: string;
  readonly "x-amazon-apigateway-authorizer"?: Readonly<Record<string, unknown>>;
}

export interface Document {
  readonly swagger?: string;
  readonly openapi?: string;
  readonly info?: { readonly title?: string; readonly description?: string; readonly version?: string };
  readonly basePath?: string;
  readonly servers?: readonly {
    readonly url?: string;
    readonly variables?: Readonly<Record<string, { readonly default?: string }>>;
  }[];
  readonly consumes?: readonly string[];
  readonly produces?: readonly string[];
  readonly security?: readonly Requirement[];
  readonly paths?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly definitions?: Readonly<Record<string, Schema>>;
  readonly securityDefinitions?: Readonly<Record<string, SecurityScheme>>;
  readonly components?: {
    readonly schemas?: Readonly<Record<string, Schema>>;
    readonly securitySchemes?: Readonly<Record<string, SecurityScheme>>;
  };
  readonly "x-amazon-apigateway-api-key-source"?: string;
  readonly "x-amazon-apigateway-binary-media-types"?: readonly string[];
  readonly "x-amazon-apigateway-cors"?: Readonly<Record<string, unknown>>;
  readonly "x-amazon-apigateway-documentation"?: {
    readonly documentationParts?: readonly { readonly location?: object; readonly properties?: unknown }[];
    readonly version?: string;
  };
  readonly "x-amazon-apigateway-endpoint-configuration"?: {
    readonly disableExecuteApiEndpoint?: boolean;
    readonly vpcEndpointIds?: readonly string[];
  };
  readonly "x-amazon-apigateway-gateway-responses"?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly "x-amazon-apigateway-minimum-compression-size"?: number;
  readonly "x-amazon-apigateway-policy"?: object;
  readonly "x-amazon-apigateway-request-validator"?: string;
  readonly "x-amazon-apigateway-request-validators"?: Readonly<
    Record<string, { readonly validateRequestBody?: boolean; readonly validateRequestParameters?: boolean }>
  >;
}

/** What a `$ref` into the document names, or the thing itself. */
export function resolved<Thing extends { readonly $ref?: string }>(document: Document, thing: Thing): Thing {
  if (thing.$ref === undefined || !thing.$ref.startsWith("#/")) return thing;
  let target: unknown = document;
  for (const step of thing.$ref.slice(2).split("/")) {
    const name = decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~");
    target = typeof target === "object" && target !== null ? (target as Record<string, unknown>)[name] : undefined;
  }
  return typeof target === "object" && target !== null ? (target as Thing) : thing;
}

export const modelSchemas = ({ components, definitions }: Document): Readonly<Record<string, Schema>> =>
  components?.schemas ?? definitions ?? {};

/** What goes in front of all paths; `split` leaves the first part out, as it is the stage's. */
export function pathPrefix(document: Document, mode = "ignore"): string {
  switch (mode) {
    case "ignore":
      return "";
    case "prepend":
      return basePathOf(document);
    case "split":
      return basePathOf(document).replace(/^\/[^/]*/, "");
    default:
      throw new ServiceException(
        "BadRequestException",
        "Invalid basepath parameter specified. Valid options are ignore, prepend, split",
      );
  }
}

/** `/v1`, or nothing. */
function basePathOf({ basePath, servers }: Document): string {
  const [server] = servers ?? [];
  const url = (server?.url ?? "").replace(/\{([^}]+)\}/g, (_, name: string) =>
    (server?.variables?.[name]?.default ?? "").replace(/^\//, ""),
  );
  const path = basePath ?? url.replace(/^[a-z]+:\/\/[^/]*/i, "");
  return path.replace(/\/+$/, "");
}
