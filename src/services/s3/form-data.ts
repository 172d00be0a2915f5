/** The fields of a form as browsers send it (multipart/form-data, RFC 7578), in order; what follows the file does not count. */

export interface Form {
  /** By lower-case name. */
  readonly fields: ReadonlyMap<string, string>;
  readonly file: { readonly name: string; readonly bytes: Buffer } | undefined;
}

export function parseForm(body: Uint8Array, contentType: string): Form {
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1] ?? "";
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const fields = new Map<string, string>();
  const delimiter = Buffer.from(`--${boundary}`);
  let start = bytes.indexOf(delimiter);
  while (boundary !== "" && start !== -1) {
    const head = start + delimiter.length + 2;
    const split = bytes.indexOf("\r\n\r\n", head);
    const end = bytes.indexOf(Buffer.concat([Buffer.from("\r\n"), delimiter]), head);
    if (split === -1 || end === -1 || split > end) break;
    const disposition = /^content-disposition:(.*)$/im.exec(bytes.toString("utf8", head, split))?.[1] ?? "";
    const name = parameter(disposition, "name").toLowerCase();
    const value = bytes.subarray(split + 4, end);
    if (name === "file") return { fields, file: { name: parameter(disposition, "filename"), bytes: value } };
    fields.set(name, value.toString("utf8"));
    start = end + 2;
  }
  return { fields, file: undefined };
}

const parameter = (text: string, name: string): string =>
  new RegExp(`[;\\s]${name}="((?:[^"\\\\]|\\\\.)*)"`, "i").exec(text)?.[1] ?? "";
