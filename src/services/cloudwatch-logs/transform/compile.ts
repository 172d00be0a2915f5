/**
 * A transformer: processors that work on an event one after the other and make a JSON document of it. Source: AWS's
 * guide, "Create and manage log transformers" (which processors, how many, in which order).
 */
import type { Processor } from "@aws-sdk/client-cloudwatch-logs";
import { ServiceException } from "../../../wire/service-exception.ts";
import { dateTimeConverter } from "./date-time-converter.ts";
import type { Document } from "./document.ts";
import { invalidTransformer } from "./invalid-transformer.ts";
import {
  addKeys,
  copyValue,
  deleteKeys,
  eachText,
  listToMap,
  moveKeys,
  renameKeys,
  splitString,
  substituteString,
  typeConverter,
} from "./mutators.ts";
import { csv, grok, parseJson, parseKeyValue } from "./parsers.ts";
import type { Step } from "./processor.ts";
import { parsePostgres, parseRoute53, parseVpc } from "./vended-logs.ts";

/** The transformed event; undefined when nothing could be made of it. */
export type Transform = (message: string) => string | undefined;

type Name = keyof Processor;
type Builders = { readonly [Key in Name]?: (options: NonNullable<Processor[Key]>) => Step };

const BUILDERS: Builders = {
  addKeys,
  copyValue,
  csv,
  dateTimeConverter,
  deleteKeys,
  grok,
  listToMap,
  lowerCaseString: eachText((text) => text.toLowerCase()),
  moveKeys,
  parseJSON: parseJson,
  parseKeyValue,
  parsePostgres,
  parseRoute53,
  parseVPC: parseVpc,
  renameKeys,
  splitString,
  substituteString,
  trimString: eachText((text) => text.trim()),
  typeConverter,
  upperCaseString: eachText((text) => text.toUpperCase()),
};

const VENDED: ReadonlySet<string> = new Set([
  "parseCloudfront",
  "parsePostgres",
  "parseRoute53",
  "parseToOCSF",
  "parseVPC",
  "parseWAF",
]);
const PARSERS: ReadonlySet<string> = new Set([...VENDED, "csv", "grok", "parseJSON", "parseKeyValue"]);
const MOST_PARSERS = 5;
const ONCE = ["addKeys", "copyValue", "grok"] as const;

const compiled = new Map<string, Transform>();
const MOST_COMPILED = 100;

export function compileTransformer(processors: readonly Processor[]): Transform {
  const key = JSON.stringify(processors);
  const known = compiled.get(key);
  if (known) return known;
  const named = processors.map(nameOf);
  check(named);
  const steps = processors.map((processor, i) => stepOf(named[i] as Name, processor));
  const transform: Transform = (message) => {
    const document: Document = {};
    for (const step of steps) step(document, message);
    return Object.keys(document).length === 0 ? undefined : JSON.stringify(document);
  };
  if (compiled.size >= MOST_COMPILED) compiled.clear();
  compiled.set(key, transform);
  return transform;
}

function nameOf(processor: Processor): string {
  const names = Object.keys(processor).filter((name) => processor[name as Name] !== undefined);
  if (names.length !== 1) throw invalidTransformer("Each processor must have exactly one type");
  return names[0] as string;
}

function check(names: readonly string[]): void {
  const [first = ""] = names;
  const count = (test: (name: string) => boolean): number => names.filter(test).length;
  if (!PARSERS.has(first)) throw invalidTransformer("The first processor in a transformer must be a parser");
  if (count((name) => PARSERS.has(name)) > MOST_PARSERS) {
    throw invalidTransformer(`A transformer can have at most ${MOST_PARSERS} parsers`);
  }
  if (names.slice(1).some((name) => VENDED.has(name))) {
    throw invalidTransformer("A parser of AWS vended logs must be the first processor in a transformer");
  }
  for (const name of ONCE) {
    if (count((one) => one === name) > 1) throw invalidTransformer(`A transformer can have only one ${name} processor`);
  }
}

function stepOf(name: Name, processor: Processor): Step {
  const build = BUILDERS[name] as ((options: unknown) => Step) | undefined;
  if (!build) {
    throw new ServiceException("NotImplemented", `Terrarium does not implement the processor ${name}.`, {}, 501);
  }
  return build(processor[name]);
}
