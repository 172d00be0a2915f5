/** The claims of a web identity token. Its signature is not checked: the issuer is out of reach of a local cloud. */
import { ServiceException } from "../../wire/service-exception.ts";

export interface Claims {
  readonly subject: string;
  readonly issuer: string;
  readonly audience: string;
}

/** Throws for what is no JWT, or one whose time is over. */
export function readWebIdentityToken(token: string, now: number): Claims {
  const claims = payloadOf(token);
  const { sub, iss, aud, exp } = claims;
  if (typeof sub !== "string" || typeof iss !== "string") {
    throw invalidToken("Missing a required claim: sub, iss or aud");
  }
  const seconds = Math.floor(now / 1000);
  if (typeof exp === "number" && exp <= seconds) {
    throw new ServiceException(
      "ExpiredTokenException",
      `Token expired: current date/time ${seconds} must be before the expiration date/time ${exp}`,
    );
  }
  const audience: unknown = Array.isArray(aud) ? aud[0] : aud;
  return {
    subject: sub,
    issuer: iss.replace(/^https:\/\//, ""),
    audience: typeof audience === "string" ? audience : "",
  };
}

function payloadOf(token: string): Record<string, unknown> {
  const [, payload, signature] = token.split(".");
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload ?? "", "base64url").toString("utf8"));
    if (signature !== undefined && typeof claims === "object" && claims !== null)
      return claims as Record<string, unknown>;
  } catch {
    // Refused below.
  }
  throw invalidToken("The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)");
}

function invalidToken(message: string): ServiceException {
  return new ServiceException("InvalidIdentityTokenException", message);
}
