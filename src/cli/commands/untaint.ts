/** `untaint`: takes the mark back. */
import { mark } from "../state/mark.ts";

export const untaint = mark("untaint");
