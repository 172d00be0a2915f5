/** How a certificate is issued: what the provider and Go's x509.CreateCertificate check, and what a state holds of it. */
import type { KeyObject } from "node:crypto";
import { pem } from "../framework/pem.ts";
import type { PlainObject } from "../framework/plain.ts";
import { type Outcome, ProviderFailure } from "../framework/resource.ts";
import { publicDer } from "./keys.ts";
import { certificate, keyId, newSerial } from "./x509.ts";

export const HOUR = 3_600_000;

export interface Issuing {
  /** Encoded names; a certificate without subject has an empty one. */
  readonly subject: Buffer;
  readonly publicKey: Buffer;
  readonly names: Buffer | undefined;
  /** The certificate above; undefined for one that signs itself. */
  readonly issuer:
    | { readonly subject: Buffer; readonly publicKey: Buffer; readonly subjectKeyId: Buffer | undefined }
    | undefined;
}

const EMPTY_NAME_LENGTH = 2;

/** The attributes that every certificate has, from its planned ones. */
export function issue(planned: PlainObject, { subject, publicKey, names, issuer }: Issuing, key: KeyObject): Outcome {
  const isCa = planned["is_ca_certificate"] === true;
  if (isCa && subject.length === EMPTY_NAME_LENGTH) {
    return new ProviderFailure(
      "Invalid Certificate Subject",
      "Must contain at least one Distinguished Name when creating Certificate Authority (CA)",
    );
  }
  const subjectKeyId = isCa || planned["set_subject_key_id"] === true ? keyId(publicKey) : undefined;
  if (planned["set_authority_key_id"] === true && !subjectKeyId) {
    return new ProviderFailure("Invalid Certificate Authority", "Could not determine Authority Key Identifier");
  }
  const maxPathLength = typeof planned["max_path_length"] === "number" ? planned["max_path_length"] : undefined;
  if (!isCa && maxPathLength !== undefined && maxPathLength > 0) {
    return new ProviderFailure("Failed to create certificate", "x509: only CAs are allowed to specify MaxPathLen");
  }
  if (issuer && !issuer.publicKey.equals(publicDer(key))) {
    return new ProviderFailure(
      "Failed to create certificate",
      "x509: provided PrivateKey doesn't match parent's PublicKey",
    );
  }
  const serial = newSerial();
  const notBefore = Date.now();
  const notAfter = notBefore + Number(planned["validity_period_hours"]) * HOUR;
  const ownAuthority = planned["set_authority_key_id"] === true ? subjectKeyId : undefined;
  const der = certificate(
    {
      serial,
      subject,
      issuer: issuer?.subject ?? subject,
      notBefore,
      notAfter,
      publicKey,
      uses: (planned["allowed_uses"] as readonly string[] | null) ?? [],
      isCa,
      maxPathLength,
      subjectKeyId,
      // Go names the issuer's key only where the issuer has another name.
      authorityKeyId: issuer && !issuer.subject.equals(subject) ? issuer.subjectKeyId : ownAuthority,
      names,
    },
    key,
  );
  return {
    cert_pem: pem("CERTIFICATE", der),
    max_path_length: maxPathLength ?? null,
    id: serial.toString(),
    ready_for_renewal: false,
    validity_start_time: goTime(notBefore),
    validity_end_time: goTime(notAfter),
  };
}

/** RFC 3339 with nanoseconds, as Go prints the time at hand: digits beyond the millisecond are of our own making. */
function goTime(milliseconds: number): string {
  const text = new Date(milliseconds).toISOString();
  return text.replace(/\.(\d{3})Z$/, (_, millis: string) => {
    const fraction = `${millis}000000`.replace(/0+$/, "");
    return fraction === "" ? "Z" : `.${fraction}Z`;
  });
}
