/** Base64 as Go's decoder reads it: strict, newlines ignored, the position of the first wrong byte in the error. */
class Base64Failure extends Error {}

export const isBase64Failure = (error: unknown): error is Base64Failure => error instanceof Base64Failure;

export function decodeBase64(text: string): Uint8Array {
  let digits = 0;
  for (let at = 0; at < text.length; at++) {
    const c = text[at] as string;
    if (c === "\r" || c === "\n") continue;
    if (/[A-Za-z0-9+/]/.test(c)) {
      digits++;
      continue;
    }
    const padding = text.slice(at).replace(/[\r\n]/g, "");
    if (c === "=" && digits % 4 === 2 && padding === "==") return Buffer.from(text, "base64");
    if (c === "=" && digits % 4 === 3 && padding === "=") return Buffer.from(text, "base64");
    throw new Base64Failure(`illegal base64 data at input byte ${at}`);
  }
  if (digits % 4 !== 0) throw new Base64Failure(`illegal base64 data at input byte ${text.length - (digits % 4)}`);
  return Buffer.from(text, "base64");
}
