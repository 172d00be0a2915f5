/** What a provider block says, with the environment behind it; what has no effect here is named once. */
import type { ProviderDiagnostic } from "../../../terraform/provider.ts";
import { REGIONS } from "../meta/region-names.ts";
import { type PlainObject, textOf } from "./plain.ts";
import type { TagMap, TagSettings } from "./tags.ts";

export interface Settings {
  readonly region: string;
  readonly account: string;
  readonly partition: string;
  readonly tags: TagSettings;
  readonly diagnostics: readonly ProviderDiagnostic[];
}

type Environment = Readonly<Record<string, string | undefined>>;

const DEFAULT_REGION = "us-east-1";
const DEFAULT_ACCOUNT = "000000000000";

export function readSettings(config: PlainObject, environment: Environment): Settings {
  const text = (name: string): string | undefined => (typeof config[name] === "string" ? config[name] : undefined);
  const region = text("region") ?? environment["AWS_REGION"] ?? environment["AWS_DEFAULT_REGION"] ?? DEFAULT_REGION;
  const account = accountOf(config, text("access_key") ?? environment["AWS_ACCESS_KEY_ID"]);
  return {
    region,
    account,
    partition: region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws",
    tags: tagSettings(config, environment),
    diagnostics: [...settingFaults(config, region), ...accountDiagnostics(config, account), ...endpointNotice(config)],
  };
}

/** As plain data. */
export const recordedSettings = ({ region, account, partition, tags }: Settings) => ({
  region,
  account,
  partition,
  tags: { ...tags, ignoredKeys: [...tags.ignoredKeys] },
});

export const restoredSettings = ({ tags, ...rest }: ReturnType<typeof recordedSettings>): Settings => ({
  ...rest,
  tags: { ...tags, ignoredKeys: new Set(tags.ignoredKeys) },
  diagnostics: [],
});

/** The account of the role to assume, else a 12-digit access key, else the one that every other key stands for. */
function accountOf(config: PlainObject, accessKey: string | undefined): string {
  for (const name of ["assume_role", "assume_role_with_web_identity"])
    for (const block of blocks(config, name)) {
      const match = /^arn:[^:]+:iam::(\d{12}):role\//.exec(textOf(block["role_arn"]));
      if (match?.[1]) return match[1];
    }
  return accessKey && /^\d{12}$/.test(accessKey) ? accessKey : DEFAULT_ACCOUNT;
}

function tagSettings(config: PlainObject, environment: Environment): TagSettings {
  const fromEnvironment = Object.entries(environment).flatMap(([name, value]) => {
    const key = /^TF_AWS_DEFAULT_TAGS_(.+)$/.exec(name)?.[1];
    return key && value !== undefined ? [[key, value] as const] : [];
  });
  const [defaults] = blocks(config, "default_tags");
  const [ignored] = blocks(config, "ignore_tags");
  return {
    defaults: { ...Object.fromEntries(fromEnvironment), ...(defaults?.["tags"] as TagMap | undefined) },
    ignoredKeys: new Set((ignored?.["keys"] ?? []) as readonly string[]),
    ignoredPrefixes: (ignored?.["key_prefixes"] ?? []) as readonly string[],
  };
}

function settingFaults(config: PlainObject, region: string): ProviderDiagnostic[] {
  const refused = (summary: string): ProviderDiagnostic[] => [{ severity: "error", summary, detail: "" }];
  if (config["skip_region_validation"] !== true && !(region in REGIONS))
    return refused(`invalid AWS Region: ${region}`);
  const mode = config["retry_mode"];
  return typeof mode === "string" && !/^(standard|adaptive)?$/.test(mode) ? refused(`unknown RetryMode, ${mode}`) : [];
}

function accountDiagnostics(config: PlainObject, account: string): ProviderDiagnostic[] {
  const allowed = (config["allowed_account_ids"] ?? []) as readonly string[];
  const forbidden = (config["forbidden_account_ids"] ?? []) as readonly string[];
  if ((allowed.length === 0 || allowed.includes(account)) && !forbidden.includes(account)) return [];
  return [{ severity: "error", summary: `AWS account ID not allowed: ${account}`, detail: "" }];
}

function endpointNotice(config: PlainObject): ProviderDiagnostic[] {
  if (blocks(config, "endpoints").length === 0) return [];
  return [
    {
      severity: "warning",
      summary: "Provider endpoints are set aside",
      detail: "This provider works on the cloud that Terrarium runs; its endpoints block has no effect here.",
      path: [{ kind: "attribute", name: "endpoints" }],
    },
  ];
}

const blocks = (config: PlainObject, name: string): readonly PlainObject[] => {
  const value = config[name];
  return Array.isArray(value) ? (value as readonly PlainObject[]) : [];
};
