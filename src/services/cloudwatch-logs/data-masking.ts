/**
 * What a data protection policy hides from readers: every sensitive value becomes as many asterisks. The identifiers are
 * those of AWS's guide that a pattern can tell; AWS also looks at words nearby, so it may leave a number that stands alone.
 */
import type { AccountPolicy } from "@aws-sdk/client-cloudwatch-logs";
import type { Store } from "../../store/store.ts";
import { ACCOUNT_POLICY } from "./account-policies.ts";
import type { LogGroup, Place } from "./groups.ts";
import { allRecords } from "./records.ts";

export type Mask = (message: string) => string;

const PROTECTION = "DATA_PROTECTION_POLICY";

const MANAGED: Readonly<Record<string, RegExp>> = {
  EmailAddress: /[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+/g,
  IpAddress: /\b(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)\b/g,
  CreditCardNumber:
    /\b(?:4\d{3}|5[1-5]\d{2}|2[2-7]\d{2}|6011|65\d{2}|3[47]\d{2})[ -]?\d{4}[ -]?\d{4}[ -]?\d{3,4}\b|\b3[47]\d{2}[ -]?\d{6}[ -]?\d{5}\b/g,
  AwsSecretKey: /(?<![A-Za-z0-9/+=])(?=[A-Za-z0-9/+]*\d)(?=[A-Za-z0-9/+]*[A-Z])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])/g,
  "Ssn-US": /\b(?!000|666|9\d\d)\d{3}[- ](?!00)\d{2}[- ](?!0000)\d{4}\b/g,
  "PhoneNumber-US": /(?<!\d)(?:\+?1[ .-]?)?(?:\(\d{3}\) ?|\d{3}[ .-])\d{3}[ .-]\d{4}\b/g,
  VehicleIdentificationNumber: /\b(?=[A-HJ-NPR-Z0-9]*\d)[A-HJ-NPR-Z0-9]{17}\b/g,
  PgpPrivateKey: /-----BEGIN PGP PRIVATE KEY BLOCK-----[\s\S]*?-----END PGP PRIVATE KEY BLOCK-----/g,
  OpenSshPrivateKey: /-----BEGIN OPENSSH PRIVATE KEY-----[\s\S]*?-----END OPENSSH PRIVATE KEY-----/g,
  PkcsPrivateKey:
    /-----BEGIN (?:RSA |ENCRYPTED )?PRIVATE KEY-----[\s\S]*?-----END (?:RSA |ENCRYPTED )?PRIVATE KEY-----/g,
};

interface Policy {
  readonly Statement?: readonly {
    readonly DataIdentifier?: readonly string[];
    readonly Operation?: { readonly Deidentify?: unknown };
  }[];
  readonly Configuration?: {
    readonly CustomDataIdentifier?: readonly { readonly Name: string; readonly Regex: string }[];
  };
}

const compiled = new Map<string, Mask | undefined>();
const MOST_COMPILED = 100;

/** What the policies of the group and of its account hide; undefined when there is nothing. */
export function maskOf(store: Store, place: Place, { dataProtection, class: groupClass }: LogGroup): Mask | undefined {
  const ofAccount =
    groupClass === "STANDARD" ? allRecords<AccountPolicy>(store, place, ACCOUNT_POLICY, PROTECTION) : [];
  const masks = [dataProtection, ...ofAccount].flatMap((policy) => maskOfPolicy(policy?.policyDocument) ?? []);
  const [only] = masks;
  return masks.length < 2 ? only : (message) => masks.reduce((text, mask) => mask(text), message);
}

function maskOfPolicy(policyDocument: string | undefined): Mask | undefined {
  if (policyDocument === undefined) return undefined;
  if (!compiled.has(policyDocument)) {
    if (compiled.size >= MOST_COMPILED) compiled.clear();
    compiled.set(policyDocument, compile(JSON.parse(policyDocument) as Policy));
  }
  return compiled.get(policyDocument);
}

function compile({ Statement = [], Configuration }: Policy): Mask | undefined {
  const custom = new Map(Configuration?.CustomDataIdentifier?.map(({ Name, Regex }) => [Name, new RegExp(Regex, "g")]));
  const hidden = Statement.filter(({ Operation }) => Operation?.Deidentify !== undefined).flatMap(
    ({ DataIdentifier = [] }) =>
      DataIdentifier.flatMap((identifier) => {
        const name = identifier.split("/").at(-1) ?? "";
        return custom.get(name) ?? MANAGED[name] ?? [];
      }),
  );
  if (hidden.length === 0) return undefined;
  return (message) =>
    hidden.reduce((text, expression) => text.replace(expression, (found) => "*".repeat(found.length)), message);
}
