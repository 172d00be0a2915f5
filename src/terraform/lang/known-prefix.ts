/** What is certain about the beginning of a text of which only the first part is known. */
import { graphemes } from "../../hcl/position.ts";

/** In bytes. */
const LONGEST = 128;

/** The part that nothing appended can change: without the last character, unless that is one that takes no marks. */
export function knownPrefix(text: string): string {
  const bytes = Buffer.from(text, "utf8");
  const cut =
    bytes.length > LONGEST
      ? bytes
          .subarray(0, LONGEST)
          .toString("utf8")
          .replace(/\ufffd+$/, "")
      : text;
  const normal = cut.normalize("NFC");
  return /[ -/:-@[-`{-~]$/.test(normal) ? normal : graphemes(normal).slice(0, -1).join("");
}
