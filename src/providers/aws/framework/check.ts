/** What a check of one value is, and what several of them ask. */
import type { RuleTable } from "./table.ts";

export interface Complaint {
  readonly summary: string;
  readonly detail?: string;
}

/** A check may complain of several things at once. */
export type Check = (
  name: string,
  value: string | number,
  rule: RuleTable,
) => Complaint | string | readonly string[] | undefined;
export type ModernCheck = (name: string, value: string | number, rule: RuleTable) => string | undefined;

export const isCidr = (text: string): boolean => {
  const match = /^(.+)\/(\d{1,3})$/.exec(text);
  if (!match?.[1]) return false;
  const length = Number(match[2]);
  const octets = match[1].split(".");
  const four = octets.length === 4 && octets.every((octet) => /^(0|[1-9]\d{0,2})$/.test(octet) && Number(octet) < 256);
  return four ? length <= 32 : /^[0-9a-fA-F:]*:[0-9a-fA-F:.]*$/.test(match[1]) && length <= 128;
};
