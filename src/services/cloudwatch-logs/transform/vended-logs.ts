/** Parsers of what AWS services write: VPC flow logs, Route 53 query logs, RDS for PostgreSQL. Source: AWS's guide. */
import { type Document, insert } from "./document.ts";
import { textOf } from "./parsers.ts";
import type { Step } from "./processor.ts";

interface Source {
  readonly source?: string | undefined;
}

const NUMBERS = new Set(["version", "srcPort", "dstPort", "protocol", "packets", "bytes", "start", "end"]);

const VPC_FIELDS = [
  "version",
  "accountId",
  "interfaceId",
  "srcAddr",
  "dstAddr",
  "srcPort",
  "dstPort",
  "protocol",
  "packets",
  "bytes",
  "start",
  "end",
  "action",
  "logStatus",
];

const ROUTE53_FIELDS = [
  "version",
  "queryTimestamp",
  "hostZoneId",
  "queryName",
  "queryType",
  "responseCode",
  "protocol",
  "edgeLocation",
  "resolverIp",
  "ednsClientSubnet",
];

const spaced =
  (fields: readonly string[], numbers: ReadonlySet<string>) =>
  ({ source }: Source): Step =>
  (document, message) => {
    const values = textOf(document, message, source)?.trim().split(/\s+/) ?? [];
    if (values.length !== fields.length) return;
    const members: Document = {};
    for (const [i, name] of fields.entries()) {
      const value = values[i] as string;
      members[name] = numbers.has(name) && value !== "-" && Number.isFinite(Number(value)) ? Number(value) : value;
    }
    insert(document, undefined, members);
  };

export const parseVpc = spaced(VPC_FIELDS, NUMBERS);
export const parseRoute53 = spaced(ROUTE53_FIELDS, new Set(["version"]));

const POSTGRES =
  /^(?<logTime>\S+ \S+ \S+?):(?<srcIp>[^:]*):(?<userName>[^@]*)@(?<dbName>[^:]*):\[(?<processId>\d+)\]:(?<logLevel>\w+):/;

export const parsePostgres =
  ({ source }: Source): Step =>
  (document, message) => {
    const groups = POSTGRES.exec(textOf(document, message, source) ?? "")?.groups;
    if (groups) insert(document, undefined, { ...groups });
  };
