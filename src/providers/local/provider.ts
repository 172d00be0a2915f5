/** The local provider, as 2.9.0 behaves. */
import { statSync } from "node:fs";
import { resolve } from "node:path";
import { BOOL, STRING } from "../../terraform/lang/type.ts";
import { boolValue } from "../../terraform/lang/value.ts";
import type { ProviderFunction } from "../../terraform/provider.ts";
import { defineProvider } from "../framework/provider.ts";
import { localCommandData, localCommandEphemeral } from "./command.ts";
import { localFile, localFileData, localSensitiveFile, localSensitiveFileData } from "./file.ts";

const direxists: ProviderFunction = {
  summary: "Determines whether a directory exists at a given path.",
  description:
    "Returns true when the path is a directory and false when nothing is there; anything else there is an error.",
  parameters: [{ name: "path", type: STRING }],
  returns: BOOL,
  call([path], host) {
    const name = (path as NonNullable<typeof path>).string;
    const found = statSync(resolve(host.directory, name), { throwIfNoEntry: false });
    if (found && !found.isDirectory()) {
      return {
        error: `Invalid file mode detected: ${JSON.stringify(name)} was found, but is not a directory`,
        argument: 0,
      };
    }
    return { result: boolValue(found !== undefined) };
  },
};

export const localProvider = defineProvider({
  name: "local",
  version: "2.9.0",
  resources: { local_file: localFile, local_sensitive_file: localSensitiveFile },
  dataSources: {
    local_command: localCommandData,
    local_file: localFileData,
    local_sensitive_file: localSensitiveFileData,
  },
  ephemeralResources: { local_command: localCommandEphemeral },
  functions: { direxists },
});
