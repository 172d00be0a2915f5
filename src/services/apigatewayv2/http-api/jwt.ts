/** JSON web tokens of an issuer: RSA signatures by the keys it publishes, as HTTP APIs check them. */
import { createPublicKey, type JsonWebKey, type KeyObject, verify } from "node:crypto";
import { buffer } from "node:stream/consumers";
import type { Cloud } from "../../../cloud/cloud.ts";
import { sendHttp } from "../../../endpoint/http-request.ts";
import { perCloud } from "../../../endpoint/per-cloud.ts";
import { TimedOut, within } from "../../../endpoint/time-limit.ts";

export type Claims = Readonly<Record<string, unknown>>;

/** Why a token is not taken, in the words of the WWW-Authenticate header. */
export class InvalidToken extends Error {}

interface Jwk extends JsonWebKey {
  readonly kid?: string;
}

const HASHES: Readonly<Record<string, string>> = { RS256: "sha256", RS384: "sha384", RS512: "sha512" };

/** Throws InvalidToken. */
export async function verifyToken(
  cloud: Cloud,
  token: string,
  issuer: string,
  audience: readonly string[],
): Promise<Claims> {
  const [header = "", payload = "", signature = "", ...rest] = token.split(".");
  const { alg, kid } = decoded(header);
  const claims = decoded(payload);
  const hash = typeof alg === "string" ? HASHES[alg] : undefined;
  if (rest.length > 0 || signature === "" || hash === undefined) throw new InvalidToken("signing method is invalid");
  const keys = await keysOf(cloud, issuer);
  const key = keys.find((one) => one.kid === kid)?.key;
  if (!key) throw new InvalidToken("unable to find the key of the token");
  const signed = Buffer.from(`${header}.${payload}`);
  if (!verify(hash, signed, key, Buffer.from(signature, "base64url"))) throw new InvalidToken("invalid signature");
  checkClaims(claims, issuer, audience, cloud.clock.now() / 1000);
  return claims;
}

function checkClaims(claims: Claims, issuer: string, audience: readonly string[], now: number): void {
  const { iss, aud, client_id: client, exp, nbf, iat } = claims;
  if (iss !== issuer) throw new InvalidToken("iss claim is invalid");
  // An access token of Cognito names its client and no audience.
  const named = ([] as unknown[]).concat(aud ?? client ?? []);
  if (!named.some((one) => audience.includes(String(one))))
    throw new InvalidToken("the token does not have a valid audience");
  if (typeof exp !== "number" || exp < now) throw new InvalidToken("the token has expired");
  if (typeof nbf === "number" && nbf > now) throw new InvalidToken("the token is not yet valid");
  if (typeof iat === "number" && iat > now + 60) throw new InvalidToken("the token was issued in the future");
}

function decoded(part: string): Claims {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
    if (typeof value === "object" && value !== null) return value as Claims;
  } catch {
    // Told below.
  }
  throw new InvalidToken("token contains an invalid number of segments");
}

interface IssuerKey {
  readonly kid: string | undefined;
  readonly key: KeyObject;
}

/** AWS keeps keys for two hours. */
const KEPT = 2 * 60 * 60 * 1000;
const PATIENCE = 1500;
const issuers = perCloud(() => new Map<string, { readonly keys: readonly IssuerKey[]; readonly until: number }>());

async function keysOf(cloud: Cloud, issuer: string): Promise<readonly IssuerKey[]> {
  const known = issuers(cloud).get(issuer);
  if (known && known.until > cloud.clock.now()) return known.keys;
  const configuration = await fetched(cloud, `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`);
  const { keys: published } = await fetched(cloud, String(configuration["jwks_uri"]));
  const keys = (Array.isArray(published) ? (published as Jwk[]) : [])
    .filter(({ kty }) => kty === "RSA")
    .map((jwk) => ({ kid: jwk.kid, key: createPublicKey({ key: jwk, format: "jwk" }) }));
  issuers(cloud).set(issuer, { keys, until: cloud.clock.now() + KEPT });
  return keys;
}

async function fetched(cloud: Cloud, url: string): Promise<Claims> {
  try {
    const request = { url: new URL(url), method: "GET", headers: {}, body: new Uint8Array() };
    const body = await within(cloud.clock, PATIENCE, sendHttp(request).then(buffer));
    return JSON.parse(body.toString("utf8")) as Claims;
  } catch (error) {
    const why = error instanceof TimedOut ? "timed out" : "failed";
    throw new InvalidToken(`OIDC discovery endpoint communication error: ${why}`);
  }
}
