/** The policy of a form that uploads: until when, and what its fields may say. Sentences recorded on AWS but the sizes'. */
import { ServiceException } from "../../wire/service-exception.ts";
import { accessDenied } from "./fault.ts";
import type { Form } from "./form-data.ts";

interface Policy {
  readonly expiration?: string;
  readonly conditions?: readonly (readonly unknown[] | Readonly<Record<string, unknown>>)[];
}

/** Fields that no condition need speak of. */
const FREE = /^(?:x-amz-signature|x-amz-security-token|policy|file|awsaccesskeyid|signature|x-ignore-.*)$/;

export function checkPolicy(text: string, bucket: string, { fields, file }: Form, now: number): void {
  const { expiration = "", conditions = [] } = parse(text);
  if (!(Date.parse(expiration) > now)) throw refused("Policy expired.");
  const said = new Set<string>(["bucket"]);
  const valueOf = (name: string): string | undefined => (name === "bucket" ? bucket : fields.get(name));
  for (const condition of conditions) {
    if (!Array.isArray(condition)) {
      for (const [name, value] of Object.entries(condition)) {
        said.add(name.toLowerCase());
        if (valueOf(name.toLowerCase()) !== String(value)) throw failed(["eq", `$${name}`, value]);
      }
      continue;
    }
    const [operator, subject, object] = condition as readonly unknown[];
    if (String(operator).toLowerCase() === "content-length-range") {
      checkSize(file?.bytes.length ?? 0, condition as readonly unknown[]);
      continue;
    }
    const name = String(subject).slice(1).toLowerCase();
    said.add(name);
    const value = String(subject).startsWith("$") ? valueOf(name) : undefined;
    const holds =
      String(operator).toLowerCase() === "starts-with" ? value?.startsWith(String(object)) : value === String(object);
    if (!holds) throw failed(condition as readonly unknown[]);
  }
  const extra = [...fields.keys()].filter((name) => !said.has(name) && !FREE.test(name));
  if (extra.length > 0) throw refused(`Extra input fields: ${extra.join(", ")}`);
}

function parse(text: string): Policy {
  try {
    return JSON.parse(Buffer.from(text, "base64").toString("utf8")) as Policy;
  } catch {
    throw new ServiceException("InvalidPolicyDocument", "Invalid Policy: Invalid JSON.", {}, 400);
  }
}

function checkSize(size: number, condition: readonly unknown[]): void {
  const [, least, most] = condition.map(Number);
  if (least === undefined || most === undefined || Number.isNaN(least) || Number.isNaN(most)) throw failed(condition);
  if (size > most)
    throw new ServiceException("EntityTooLarge", "Your proposed upload exceeds the maximum allowed size", {
      ProposedSize: size,
      MaxSizeAllowed: most,
    });
  if (size < least)
    throw new ServiceException("EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size", {
      ProposedSize: size,
      MinSizeAllowed: least,
    });
}

const refused = (why: string): ServiceException => accessDenied(`Invalid according to Policy: ${why}`);

const failed = (condition: readonly unknown[]): ServiceException =>
  refused(`Policy Condition failed: [${condition.map((one) => JSON.stringify(String(one))).join(", ")}]`);
