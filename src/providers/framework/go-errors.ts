/** Errors in the words of Go's standard library, which providers pass on to their users. */
import { quoteGo } from "../../terraform/lang/quote.ts";

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

/** A system error of a file, as the os package has it: `open a.txt: no such file or directory`; the path is printed as it was given. */
export function goErrorText(error: unknown, path: string): string {
  const { code, syscall, message } = error as NodeJS.ErrnoException;
  return `${syscall ?? "open"} ${path}: ${REASONS[code ?? ""] ?? message}`;
}

const SMALLEST = -(2n ** 63n);
const LARGEST = 2n ** 63n - 1n;

/** A decimal integer of 64 bits, or why it is none, as strconv.ParseInt says it. */
export function parseGoInteger(text: string): { readonly value: bigint } | { readonly error: string } {
  const failure = (reason: string) => ({ error: `strconv.ParseInt: parsing ${quoteGo(text)}: ${reason}` });
  if (!/^[+-]?\d+$/.test(text)) return failure("invalid syntax");
  const value = BigInt(text.replace(/^\+/, ""));
  return value < SMALLEST || value > LARGEST ? failure("value out of range") : { value };
}
