/** State as `terraform show -json` prints it: resources by module, with values instead of attributes and types. */
import type { Json } from "./json.ts";

export interface OutputValueJson {
  readonly sensitive: boolean;
  readonly value?: Json;
  readonly type?: Json;
}

export interface ResourceValuesJson {
  readonly address: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly index?: string | number;
  readonly provider_name: string;
  readonly schema_version: number;
  /** Left out for what is let go of. */
  readonly values?: Json;
  readonly sensitive_values: Json;
  readonly depends_on?: readonly string[];
  readonly tainted?: boolean;
  readonly deposed_key?: string;
}

export interface ModuleValuesJson {
  readonly resources?: readonly ResourceValuesJson[];
  readonly address?: string;
  readonly child_modules?: readonly ModuleValuesJson[];
}
