/** `taint`: marks an object to be replaced. */
import { mark } from "../state/mark.ts";

export const taint = mark("taint");
