/**
 * A token that tells others who the caller is. Its key is made when it is first needed and kept; nothing serves the
 * issuer's address, so that only who is given the key can verify it.
 */
import { createPrivateKey, generateKeyPairSync, randomUUID, sign } from "node:crypto";
import { issuerOf, outboundFederationKey } from "../../cloud/identity/outbound-federation.ts";
import { derivedId, lowerHexadecimal } from "../../cloud/ids.ts";
import type { Operation, OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { Sts } from "./client.ts";
import { callingSession } from "./session-tags.ts";

const DEFAULT_SECONDS = 300;
const NAMESPACE = "https://sts.amazonaws.com/";

export const getWebIdentityToken: Operation<Sts, "GetWebIdentityToken"> = (input, context) => {
  const { store, account, clock, principal } = context;
  if (!store.has(outboundFederationKey(account))) {
    throw new ServiceException(
      "OutboundWebIdentityFederationDisabledException",
      "Outbound web identity federation is not enabled for this account.",
    );
  }
  const algorithm = input.SigningAlgorithm;
  if (algorithm !== "RS256" && algorithm !== "ES384") {
    throw new ServiceException("ValidationError", `The signing algorithm ${algorithm} is not supported.`, {}, 400);
  }
  const now = Math.floor(clock.now() / 1000);
  const expires = now + (input.DurationSeconds ?? DEFAULT_SECONDS);
  const tags = Object.fromEntries((input.Tags ?? []).map(({ Key, Value }) => [Key as string, Value]));
  const session = callingSession(context);
  const { Audience = [] } = input;
  const payload = {
    iss: issuerOf(account),
    aud: Audience.length === 1 ? Audience[0] : Audience,
    sub: principal.arn,
    iat: now,
    exp: expires,
    jti: randomUUID(),
    [NAMESPACE]: {
      aws_account: account,
      source_region: context.region,
      principal_id: principal.arn,
      ...(session ? { session_expires: Math.floor(session.expires.getTime() / 1000) } : {}),
      ...(Object.keys(tags).length > 0 ? { request_tags: tags } : {}),
    },
  };
  return { WebIdentityToken: signed(context, algorithm, payload), Expiration: new Date(expires * 1000) };
};

type Algorithm = "RS256" | "ES384";

function signed(context: OperationContext, algorithm: Algorithm, payload: object): string {
  const pem = keyOf(context, algorithm);
  const header = { alg: algorithm, kid: derivedId(16, lowerHexadecimal, pem), typ: "JWT" };
  const text = [header, payload].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
  const key = { key: createPrivateKey(pem), dsaEncoding: "ieee-p1363" } as const;
  const signature = sign(algorithm === "RS256" ? "sha256" : "sha384", Buffer.from(text), key);
  return `${text}.${signature.toString("base64url")}`;
}

function keyOf({ store, account }: OperationContext, algorithm: Algorithm): string {
  const place = ["sts-token-key", account, algorithm];
  const known = store.get<string>(place);
  if (known !== undefined) return known;
  const { privateKey } =
    algorithm === "RS256"
      ? generateKeyPairSync("rsa", { modulusLength: 2048 })
      : generateKeyPairSync("ec", { namedCurve: "P-384" });
  const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  store.put(place, pem);
  return pem;
}
