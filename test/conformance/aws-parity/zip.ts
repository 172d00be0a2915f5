import { ZipFile } from "yazl";

/** A function for Node, as a zip. */
export async function functionArchive(): Promise<Uint8Array> {
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from("exports.handler = async (event) => ({ got: event });\n"), "index.js", {
    mtime: new Date(0),
  });
  zip.end();
  const chunks: Uint8Array[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}
