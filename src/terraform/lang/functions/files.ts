/** Functions that read files, relative to the base directory, and those that only work on paths. */
import { lstatSync, readdirSync, readFileSync, statSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { readErrorText } from "../read-error.ts";
import type { Scope } from "../scope.ts";
import { setValue } from "../set.ts";
import { BOOL, DYNAMIC, STRING, setOf } from "../type.ts";
import { boolValue, stringValue, type Value } from "../value.ts";
import { ArgumentError, type FunctionDefinition, FunctionError, param } from "./definition.ts";
import { digest, utf8Text } from "./encoding.ts";
import { GlobSyntaxError, matchGlob } from "./glob.ts";
import { quotedUnlessSensitive } from "./redact.ts";
import { renderTemplate } from "./template.ts";
import { textFunction } from "./text.ts";

/** Go's filepath.Clean. */
const clean = (name: string): string => {
  if (name === "") return ".";
  const normal = path.normalize(name);
  return normal.length > 1 && normal.endsWith("/") ? normal.slice(0, -1) : normal;
};

function expandHome(name: string): string {
  if (!name.startsWith("~")) return name;
  if (name.length > 1 && name[1] !== "/") throw new FunctionError("cannot expand user-specific home dir");
  return path.join(homedir(), name.slice(1));
}

function expandedHome(name: string): string {
  try {
    return expandHome(name);
  } catch (error) {
    throw new FunctionError(`failed to expand ~: ${(error as Error).message}`);
  }
}

/** Where a path leads on this machine, and how messages call it. */
function located(name: string, { baseDirectory }: Scope): { readonly absolute: string; readonly shown: string } {
  const expanded = expandedHome(name);
  return { absolute: path.resolve(baseDirectory ?? ".", expanded), shown: clean(expanded) };
}

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;

/** The bytes of the file whose path this is. */
function readBytes(name: Value, scope: Scope): Buffer {
  const { absolute, shown } = located(name.string, scope);
  try {
    return readFileSync(absolute);
  } catch (error) {
    throw new FunctionError(readErrorText(shown, error));
  }
}

/** `file` and `filebase64` blame their argument, the hash functions do not. */
function contentError(error: unknown, name: Value): unknown {
  if (!(error instanceof FunctionError)) return error;
  if (error.message.endsWith("no such file or directory")) {
    return new ArgumentError(0, missingFile(quotedUnlessSensitive(name)));
  }
  return new ArgumentError(
    0,
    error.message.startsWith("failed") ? error.message : `failed to read file: ${error.message}`,
  );
}

function readText(name: Value, scope: Scope): string {
  let bytes: Buffer;
  try {
    bytes = readBytes(name, scope);
  } catch (error) {
    throw contentError(error, name);
  }
  const text = utf8Text(bytes);
  if (text !== undefined) return text;
  throw new FunctionError(
    `contents of ${quotedUnlessSensitive(name)} are not valid UTF-8; use the filebase64 function to obtain the Base64 encoded contents or the other file functions (e.g. filemd5, filesha256) to obtain file hashing results instead`,
  );
}

const missingFile = (shown: string): string =>
  `no file exists at ${shown}; this function works only with files that are distributed as part of the configuration source code, so if this file will be created by a resource in this configuration you must instead obtain this result from an attribute of that resource`;

/** A function of a path alone, whose marks go to the result. */
const fileFunction = (read: (name: Value, scope: Scope) => Value, type = STRING): FunctionDefinition => ({
  parameters: [param("path", STRING, { allowMarked: true })],
  returns: type,
  call: ([name], { scope }) => read(name as Value, scope).withMarks((name as Value).marks),
});

const hashFunction = (algorithm: string, encoding: "hex" | "base64" = "hex"): FunctionDefinition =>
  fileFunction((name, scope) => stringValue(digest(algorithm, readBytes(name, scope), encoding)));

function fileexists(name: Value, scope: Scope): Value {
  const { absolute, shown } = located(name.string, scope);
  let found: ReturnType<typeof statSync>;
  try {
    found = statSync(absolute);
  } catch (error) {
    if (codeOf(error) === "ENOENT" || codeOf(error) === "ENOTDIR") return boolValue(false);
    throw new FunctionError(`failed to stat ${quotedUnlessSensitive(name, shown)}`);
  }
  if (found?.isFile()) return boolValue(true);
  const kind = found?.isDirectory() ? "is a directory, not a file" : "is not a regular file";
  throw new FunctionError(`${quotedUnlessSensitive(name, shown)} ${kind}`);
}

/** Unlike the others it knows no home directory. The pattern may lead out of the directory it starts from. */
function fileset(directory: Value, given: Value, scope: Scope): Value {
  const base = scope.baseDirectory ?? ".";
  const from = clean(directory.string);
  const joined = path.join(from, given.string).replace(/(?<=.)\/$/, "");
  const start = fixedDirectory(joined);
  let matches: (name: string) => boolean;
  try {
    matches = matchGlob(joined);
  } catch (error) {
    if (!(error instanceof GlobSyntaxError)) throw error;
    // Where there is nothing to look through, the pattern does not matter.
    if (!statSync(path.resolve(base, start), { throwIfNoEntry: false })?.isDirectory()) return setValue(STRING, []);
    throw new FunctionError(`failed to glob pattern ${quotedUnlessSensitive(given, joined)}: syntax error in pattern`);
  }
  const found: Value[] = [];
  const add = (name: string): void => {
    if (matches(name))
      found.push(stringValue(path.relative(path.resolve(base, from), path.resolve(base, name)) || "."));
  };
  const visit = (directoryName: string): void => {
    let entries: string[];
    try {
      entries = readdirSync(path.resolve(base, directoryName));
    } catch {
      return;
    }
    for (const entry of entries) {
      const name = directoryName === "." ? entry : path.join(directoryName, entry);
      const full = path.resolve(base, name);
      const info = statSync(full, { throwIfNoEntry: false });
      if (info?.isFile()) add(name);
      if (info?.isDirectory() && !lstatSync(full).isSymbolicLink()) visit(name);
    }
  };
  if (statSync(path.resolve(base, start), { throwIfNoEntry: false })?.isFile()) add(start);
  visit(start);
  return setValue(STRING, found);
}

/** The part of a pattern before the first directory or file with a wildcard in its name. */
function fixedDirectory(pattern: string): string {
  const wild = pattern.search(/[*?[{\\]/);
  if (wild < 0) return pattern;
  const end = pattern.lastIndexOf("/", wild);
  return end < 0 ? "." : pattern.slice(0, end) || "/";
}

function templatefile([name, variables]: readonly Value[], scope: Scope): Value {
  if (scope.noTemplates) {
    throw new FunctionError("cannot recursively call templatefile from inside another template function");
  }
  const file = name as Value;
  const text = readText(file, scope);
  return renderTemplate(text, file.string, variables as Value, scope, 1, false).withMarks(file.marks);
}

export const FILE_FUNCTIONS: Readonly<Record<string, FunctionDefinition>> = {
  abspath: {
    parameters: [param("path", STRING)],
    returns: STRING,
    call: ([name], { scope }) => stringValue(path.resolve(scope.baseDirectory ?? ".", (name as Value).string)),
  },
  basename: textFunction(["path"], (name) => (name === "" ? "." : path.basename(name) || "/")),
  dirname: textFunction(["path"], (name) => clean(name.slice(0, name.lastIndexOf("/") + 1))),
  pathexpand: textFunction(["path"], (name) => expandHome(name)),
  file: fileFunction((name, scope) => stringValue(readText(name, scope))),
  filebase64: fileFunction((name, scope) => {
    try {
      return stringValue(readBytes(name, scope).toString("base64"));
    } catch (error) {
      throw contentError(error, name);
    }
  }),
  filebase64sha256: hashFunction("sha256", "base64"),
  filebase64sha512: hashFunction("sha512", "base64"),
  filemd5: hashFunction("md5"),
  filesha1: hashFunction("sha1"),
  filesha256: hashFunction("sha256"),
  filesha512: hashFunction("sha512"),
  fileexists: fileFunction(fileexists, BOOL),
  fileset: {
    parameters: [param("path", STRING, { allowMarked: true }), param("pattern", STRING, { allowMarked: true })],
    returns: setOf(STRING),
    call: ([directory, pattern], { scope }) =>
      fileset(directory as Value, pattern as Value, scope).withMarks([
        ...(directory as Value).marks,
        ...(pattern as Value).marks,
      ]),
  },
  templatefile: {
    parameters: [param("path", STRING, { allowMarked: true }), param("vars", DYNAMIC)],
    returns: DYNAMIC,
    mayBeNull: true,
    call: (args, { scope }) => templatefile(args, scope),
  },
};
