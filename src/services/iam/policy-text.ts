/** Policy documents on their way out: IAM answers with the text percent-encoded (RFC 3986, as Java's encoder does). */

export function encodeDocument(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Length of a document as IAM's quotas count it: white space aside. */
export function documentSize(text: string): number {
  return text.replace(/[ \t\r\n]/g, "").length;
}
