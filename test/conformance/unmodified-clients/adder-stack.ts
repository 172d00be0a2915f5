/**
 * examples/adder in a folder of its own. hashicorp/archive is rarely to be had without a network, so the stack can also
 * be had with the zip made beforehand, everything else being the same.
 */
import { cpSync, createWriteStream, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { ZipFile } from "yazl";

const ZIP = ['"$', '{path.module}/function.zip"'].join("");
const EXAMPLE = resolve(import.meta.dirname, "../../../examples/adder");

export function copyAdder(folder: string): void {
  cpSync(EXAMPLE, folder, { recursive: true, filter: (path) => !/\.terra|build$/.test(path) });
}

/** The zip that `archive_file` would make, and a configuration that takes it as a file. */
export async function withZipMadeBeforehand(folder: string): Promise<void> {
  const main = join(folder, "main.tf");
  const text = readFileSync(main, "utf8")
    .replace(/^data "archive_file" "function" \{.*?^\}\n/ms, "")
    .replace(/^ *archive = .*\n/m, "")
    .replace("data.archive_file.function.output_path", ZIP)
    .replace("data.archive_file.function.output_base64sha256", `filebase64sha256(${ZIP})`);
  if (text.includes("archive_file"))
    throw new Error("The example uses archive_file in a way that this copy does not know");
  writeFileSync(main, text);
  await zipFunction(folder);
}

/** Packs the function's code as it is now. */
export async function zipFunction(folder: string): Promise<void> {
  const zip = new ZipFile();
  for (const name of ["handler.py", "sums.py"]) {
    zip.addFile(join(folder, "function/python", name), name, { mtime: new Date(315_532_800_000), mode: 0o100644 });
  }
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(join(folder, "function.zip")));
}
