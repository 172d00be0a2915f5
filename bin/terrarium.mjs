#!/usr/bin/env node
// In a clone that has not been built yet, builds first; in an installed package dist/ is always there.
import { existsSync } from "node:fs";

const program = new URL("../dist/terrarium.mjs", import.meta.url);
if (!existsSync(program)) await import("../scripts/setup.mjs");
const { main } = await import(program.href);
process.exitCode = await main(process.argv.slice(2));
