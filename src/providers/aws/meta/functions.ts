/** The functions of the provider: ARNs taken apart and put together. */
import { objectOf, STRING } from "../../../terraform/lang/type.ts";
import { stringValue, type Value } from "../../../terraform/lang/value.ts";
import type { FunctionResult, ProviderFunction } from "../../../terraform/provider.ts";
import { toValue } from "../framework/plain.ts";

const PARTS = ["partition", "service", "region", "account_id", "resource"] as const;
type Arn = Readonly<Record<(typeof PARTS)[number], string>>;

const ARN = objectOf(Object.fromEntries(PARTS.map((part) => [part, STRING])));
const arnParameter = { name: "arn", type: STRING, description: "ARN (Amazon Resource Name) to parse" };

function parse(text: string): Arn | string {
  if (!text.startsWith("arn:")) return "arn: invalid prefix";
  const [, partition, service, region, account_id, ...resource] = text.split(":");
  if (partition === undefined || service === undefined || region === undefined || account_id === undefined)
    return "arn: not enough sections";
  if (resource.length === 0) return "arn: not enough sections";
  return { partition, service, region, account_id, resource: resource.join(":") };
}

const build = (arn: Arn): string => ["arn", ...PARTS.map((part) => arn[part])].join(":");

const onArn = (arguments_: readonly Value[], answer: (arn: Arn) => Value | string): FunctionResult => {
  const arn = parse(arguments_[0]?.string ?? "");
  const result = typeof arn === "string" ? arn : answer(arn);
  return typeof result === "string" ? { error: result } : { result };
};

export const arnParse: ProviderFunction = {
  summary: "arn_parse Function",
  description: "Parses an ARN into its constituent parts.",
  parameters: [arnParameter],
  returns: ARN,
  call: (arguments_) => onArn(arguments_, (arn) => toValue(arn, ARN)),
};

export const arnBuild: ProviderFunction = {
  summary: "arn_build Function",
  description: "Builds an ARN from its constituent parts.",
  parameters: PARTS.map((name) => ({ name, type: STRING })),
  returns: STRING,
  call: (arguments_) => ({
    result: stringValue(["arn", ...arguments_.map((one) => one.string)].join(":")),
  }),
};

export const trimIamRolePath: ProviderFunction = {
  summary: "trim_iam_role_path Function",
  description: "Trims the path prefix from an IAM role Amazon Resource Name (ARN).",
  parameters: [arnParameter],
  returns: STRING,
  call: (arguments_) =>
    onArn(arguments_, (arn) => {
      if (arn.service !== "iam") return 'service must be "iam"';
      if (arn.region !== "") return "region must be empty";
      if (!arn.resource.startsWith("role/")) return 'resource must begin with "role/"';
      return stringValue(build({ ...arn, resource: `role/${arn.resource.split("/").at(-1) ?? ""}` }));
    }),
};
