/** Who may call what: security schemes with authorizers become authorizers, requirements become methods' settings. */
import type { Authorizer, Method } from "@aws-sdk/client-api-gateway";
import type { Described, Document, SecurityScheme } from "../../../endpoint/open-api-document.ts";
import { newId, type Place, savePart } from "../store.ts";

type Schemes = Readonly<Record<string, SecurityScheme>>;

const schemesOf = ({ components, securityDefinitions }: Document): Schemes =>
  components?.securitySchemes ?? securityDefinitions ?? {};

/** The ids of the authorizers by the names of their schemes. */
export function importAuthorizers(place: Place, api: string, document: Document): ReadonlyMap<string, Authorizer> {
  const made = new Map<string, Authorizer>();
  for (const [name, scheme] of Object.entries(schemesOf(document))) {
    const described = scheme["x-amazon-apigateway-authorizer"];
    if (!described) continue;
    const { type, authorizerResultTtlInSeconds, identitySource, ...given } = described;
    const id = newId();
    const authorizer = {
      ...given,
      id,
      name,
      type: String(type).toUpperCase() as NonNullable<Authorizer["type"]>,
      authType: scheme["x-amazon-apigateway-authtype"] ?? "custom",
      authorizerResultTtlInSeconds: Number(authorizerResultTtlInSeconds ?? 300),
      identitySource: typeof identitySource === "string" ? identitySource : `method.request.header.${scheme.name}`,
    };
    made.set(name, savePart<Authorizer>(place, api, "authorizer", id, authorizer));
  }
  return made;
}

/** The operation's own requirements, else the document's. */
export function securityOf(
  document: Document,
  described: Described,
  authorizers: ReadonlyMap<string, Authorizer>,
): Pick<Method, "apiKeyRequired" | "authorizationType" | "authorizerId" | "authorizationScopes"> {
  const schemes = schemesOf(document);
  const requirements = described.security ?? document.security ?? [];
  const names = requirements.flatMap((one) => Object.keys(one));
  const apiKeyRequired = names.some((name) => isApiKey(name, schemes[name]));
  const auth = described["x-amazon-apigateway-auth"]?.type?.toUpperCase();
  if (auth !== undefined) return { apiKeyRequired, authorizationType: auth };
  if (names.some((name) => schemes[name]?.["x-amazon-apigateway-authtype"]?.toLowerCase() === "awssigv4"))
    return { apiKeyRequired, authorizationType: "AWS_IAM" };
  const name = names.find((one) => authorizers.has(one));
  const authorizer = name === undefined ? undefined : authorizers.get(name);
  if (!authorizer || name === undefined) return { apiKeyRequired, authorizationType: "NONE" };
  const scopes = requirements.flatMap((one) => one[name] ?? []);
  return {
    apiKeyRequired,
    authorizationType: authorizer.type === "COGNITO_USER_POOLS" ? "COGNITO_USER_POOLS" : "CUSTOM",
    authorizerId: authorizer.id,
    ...(scopes.length > 0 && { authorizationScopes: scopes }),
  };
}

const isApiKey = (name: string, scheme: SecurityScheme | undefined): boolean =>
  scheme === undefined
    ? name === "api_key"
    : scheme.type === "apiKey" &&
      scheme.name?.toLowerCase() === "x-api-key" &&
      scheme["x-amazon-apigateway-authorizer"] === undefined;
