/** Reads `module.a["k"].module.b[0]` back, as state files hold it. */
import type { ModuleInstancePath, ModuleInstanceStep } from "../addresses/module.ts";

const STEP = /module\.([^.[\]]+)(?:\[(?:(\d+)|("(?:[^"\\]|\\.)*"))\])?(?:\.|$)/y;

/** Undefined when the text is no module address; the empty text is the root. */
export function parseModuleInstance(text: string): ModuleInstancePath | undefined {
  const steps: ModuleInstanceStep[] = [];
  STEP.lastIndex = 0;
  while (STEP.lastIndex < text.length) {
    const match = STEP.exec(text);
    if (!match) return undefined;
    const [, name = "", index, quoted] = match;
    steps.push({ name, key: index === undefined ? unquote(quoted) : Number(index) });
  }
  return steps;
}

const unquote = (quoted: string | undefined): string | undefined =>
  quoted === undefined ? undefined : (JSON.parse(quoted.replace(/([$%])\1(?=\{)/g, "$1")) as string);
