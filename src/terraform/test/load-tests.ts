/** Finds and reads the test files of a folder. */
import { isAbsolute, join, posix } from "node:path";
import type { Diagnostic } from "../../hcl/diagnostic.ts";
import { configurationFiles, readConfigurationFile } from "../config/load-directory.ts";
import { buildTree, type FindModule, fromManifest, type LoadOptions } from "../config/load-tree.ts";
import type { ModuleCall, ModuleTree } from "../config/module.ts";
import type { Sources } from "../diagnostics/sources.ts";
import { compareUtf8 } from "../lang/type.ts";
import { readManifest } from "../modules/manifest.ts";
import { decodeTestFile } from "./decode-test-file.ts";
import type { TestFile, TestRun } from "./test-file.ts";

export interface TestFolder {
  /** Absolute. */
  readonly directory: string;
  /** Relative; `tests` unless told otherwise. */
  readonly testDirectory: string;
  readonly sources: Sources;
}

/** All test files in the order of their paths. */
export function loadTests(folder: TestFolder, diagnostics: Diagnostic[]): TestFile[] {
  const { directory, testDirectory, sources } = folder;
  if (isAbsolute(testDirectory) || posix.normalize(testDirectory).startsWith("..")) {
    const detail =
      "The testing directory must be a relative path pointing to a directory local to the configuration directory.";
    diagnostics.push({ severity: "error", summary: "Invalid testing directory", detail });
    return [];
  }
  const beside = configurationFiles(directory)?.tests ?? [];
  const below = configurationFiles(join(directory, testDirectory))?.tests;
  if (!below && testDirectory !== "tests") {
    const detail = `Requested test directory ${testDirectory} does not exist.`;
    diagnostics.push({ severity: "warning", summary: "Test directory does not exist", detail });
  }
  const inFolder = (below ?? []).map((name) => posix.join(testDirectory, name));
  const paths = [...new Set([...beside, ...inFolder])].sort(compareUtf8);
  return paths.flatMap((path) => {
    const file = readConfigurationFile(join(directory, path), path, sources, diagnostics);
    return file ? [decodeTestFile(file, { directory, sources }, diagnostics)] : [];
  });
}

/** The path under which the module of a run is installed: `test.tests.setup.create`. */
export const testModulePath = ({ path }: TestFile, { name }: TestRun): readonly string[] => [
  "test",
  ...path.replace(/\.tftest\.(hcl|json)$/, "").split("/"),
  name,
];

/** A call that stands for the module of a run, for the installer. */
export function testModuleCall(run: TestRun): ModuleCall | undefined {
  const { module } = run;
  if (!module) return undefined;
  return {
    name: run.name,
    nameRange: module.range,
    source: module.source,
    sourceText: module.sourceText,
    ...(module.version ? { version: module.version } : {}),
    providers: [],
    dependsOn: [],
    body: { kind: "body", attributes: new Map(), blocks: [], range: module.range, endRange: module.range },
    range: module.range,
  };
}

/** Every module that a run names, for the installer. */
export const testModules = (files: readonly TestFile[]): { path: readonly string[]; call: ModuleCall }[] =>
  files.flatMap((file) =>
    file.runs.flatMap((run) => {
      const call = testModuleCall(run);
      return call?.source ? [{ path: testModulePath(file, run), call }] : [];
    }),
  );

/** The modules of runs that have their own, from where `init` installed them. */
export function loadRunModules(
  files: readonly TestFile[],
  options: LoadOptions,
  diagnostics: Diagnostic[],
): Map<TestRun, ModuleTree> {
  const find = fromManifest(readManifest(options.dataDirectory), options);
  const modules = new Map<TestRun, ModuleTree>();
  for (const file of files) {
    for (const run of file.runs) {
      const call = testModuleCall(run);
      if (!call?.source) continue;
      const path = testModulePath(file, run);
      const found = find({ path, call }, diagnostics);
      if (!found) continue;
      const below: FindModule = (request, problems) => find({ ...request, path: [...path, ...request.path] }, problems);
      modules.set(run, buildTree(found.module, below, diagnostics));
    }
  }
  return modules;
}
