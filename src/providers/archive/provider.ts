import { defineProvider } from "../framework/provider.ts";
import { archiveFileData, archiveFileResource } from "./archive-file.ts";

export const archiveProvider = defineProvider({
  name: "archive",
  version: "2.8.0",
  resources: { archive_file: archiveFileResource },
  dataSources: { archive_file: archiveFileData },
});
