/** `refresh`: `apply -refresh-only -auto-approve`. */
import type { Command } from "../command.ts";
import { apply } from "./apply.ts";

export const refresh: Command = (args, terminal) => apply(["-refresh-only", "-auto-approve", ...args], terminal);
