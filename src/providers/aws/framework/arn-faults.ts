/** What is wrong with an ARN, in the provider's words, all at once. */
export function arnFaults(text: string): readonly string[] {
  if (!text.startsWith("arn:")) return ["arn: invalid prefix"];
  const sections = text.split(":");
  if (sections.length < 6) return ["arn: not enough sections"];
  const [, partition = "", , region = "", account = "", ...resource] = sections;
  const faults: string[] = [];
  const expecting = (pattern: RegExp): string => `(expecting to match regular expression: ${pattern.source})`;
  if (!PARTITION.test(partition)) faults.push(`invalid partition value ${expecting(PARTITION)}`);
  if (region !== "" && !REGION.test(region)) faults.push("invalid region value");
  if (account !== "" && !ACCOUNT.test(account)) faults.push(`invalid account ID value ${expecting(ACCOUNT)}`);
  if (resource.join(":") === "") faults.push("missing resource value");
  return faults;
}

const PARTITION = /^aws(-[a-z]+)*$/;
const REGION = /^[a-z]{2}(-[a-z]+)+-\d{1,2}$/;
const ACCOUNT = /^(aws|aws-managed|third-party|aws-marketplace|\d{12}|cw.{10})$/;

/** The newer framework's types take whatever has an ARN's parts. */
export const hasArnParts = (text: string): boolean => text.startsWith("arn:") && text.split(":").length >= 6;
