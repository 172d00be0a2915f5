/** `version`: the language spoken here and the providers the folder has chosen. */

import { TERRAFORM_VERSION } from "../../terraform/config/terraform-version.ts";
import { compareUtf8 } from "../../terraform/lang/type.ts";
import { readLockFile } from "../../terraform/modules/lock-file.ts";
import { currentPlatform } from "../../terraform/modules/provider-cache.ts";
import type { Command } from "../command.ts";
import { parseFlags } from "../flags.ts";
import { createView, showOldFlagError } from "../view.ts";

export const version: Command = async (args, terminal) => {
  const flags = parseFlags(args, { json: "boolean", "no-color": "boolean" });
  const view = createView(terminal, { noColor: flags.values["no-color"] });
  if (flags.error !== undefined) {
    showOldFlagError(view, "version", flags.error);
    return 1;
  }
  const locks = [...readLockFile(terminal.directory, view.sources, []).values()];
  locks.sort((a, b) => compareUtf8(a.source, b.source));
  if (flags.values.json) {
    const document = {
      terraform_version: TERRAFORM_VERSION,
      platform: currentPlatform(),
      provider_selections: Object.fromEntries(locks.map(({ source, version: chosen }) => [source, chosen])),
      terraform_outdated: false,
    };
    view.out(`${JSON.stringify(document, null, 2)}\n`);
    return 0;
  }
  const providers = locks.map(({ source, version: chosen }) => `+ provider ${source} v${chosen}\n`);
  view.out(`Terraform v${TERRAFORM_VERSION}\non ${currentPlatform()}\n${providers.join("")}`);
  return 0;
};
