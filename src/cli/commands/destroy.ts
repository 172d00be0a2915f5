/** `destroy`: `apply -destroy`. */
import type { Command } from "../command.ts";
import { apply } from "./apply.ts";

export const destroy: Command = (args, terminal) => apply(["-destroy", ...args], terminal);
