/** Why a file cannot be read, in Go's words. */

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "no such file or directory",
  EACCES: "permission denied",
  EISDIR: "is a directory",
  ENOTDIR: "not a directory",
};

export function readErrorText(shown: string, error: unknown): string {
  const { code = "", message } = error as NodeJS.ErrnoException;
  // A folder can be opened, and only then not be read.
  return `${code === "EISDIR" ? "read" : "open"} ${shown}: ${REASONS[code] ?? message}`;
}
