/** The texts that security groups and their rules may have. Source: EC2's answers, as its users report them. */
import { invalidParameter } from "./fault.ts";

const ALLOWED = /^[a-zA-Z0-9. _\-:/()#,@[\]+=&;{}!$*]*$/;
const SET = "a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*";
const MOST = 255;

/** `parameter` is told when the text has letters of other alphabets, `noun` otherwise. */
export function checkGroupText(text: string, parameter: string, noun: string): void {
  if (Buffer.byteLength(text) > text.length) {
    throw invalidParameter(
      `Value (${text}) for parameter ${parameter} is invalid. Character sets beyond ASCII are not supported.`,
    );
  }
  if (text.length > MOST || !ALLOWED.test(text)) {
    throw invalidParameter(
      `Invalid ${noun}. Valid ${noun.split(" ").at(-1)}s are strings less than 256 characters from the following set:  ${SET}`,
    );
  }
}
