/** System errors in the words of Go's os package, which providers pass on to their users. */
const REASONS: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EEXIST: "file exists",
  EISDIR: "is a directory",
  ENOENT: "no such file or directory",
  ENOSPC: "no space left on device",
  ENOTDIR: "not a directory",
  EPERM: "operation not permitted",
  EROFS: "read-only file system",
};

/** Such as `open a.txt: no such file or directory`; the path is printed as it was given. */
export function goErrorText(error: unknown, path: string): string {
  const { code, syscall, message } = error as NodeJS.ErrnoException;
  return `${syscall ?? "open"} ${path}: ${REASONS[code ?? ""] ?? message}`;
}
