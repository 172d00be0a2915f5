/** The provider that is built into Terraform itself. */

import { TERRAFORM_VERSION } from "../../terraform/config/terraform-version.ts";
import type { ProviderType } from "../../terraform/provider.ts";
import { terraformData } from "./data.ts";
import { decodeTfvars, encodeExpr, encodeTfvars } from "./functions.ts";
import { createInstance } from "./instance.ts";
import { terraformRemoteState } from "./remote-state.ts";

export const terraformProvider: ProviderType = {
  source: "terraform.io/builtin/terraform",
  version: TERRAFORM_VERSION,
  schema: { version: 0, block: { attributes: {}, blocks: {} } },
  resources: new Map([["terraform_data", terraformData]]),
  dataSources: new Map([["terraform_remote_state", terraformRemoteState]]),
  ephemeralResources: new Map(),
  functions: new Map([
    ["encode_tfvars", encodeTfvars],
    ["decode_tfvars", decodeTfvars],
    ["encode_expr", encodeExpr],
  ]),
  create: createInstance,
};
