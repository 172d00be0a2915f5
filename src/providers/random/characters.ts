/** Random text of given classes of characters, for strings and passwords. */
import { randomInt } from "node:crypto";
import type { PlainObject } from "../framework/plain.ts";

const LOWER = "abcdefghijklmnopqrstuvwxyz";
const UPPER = LOWER.toUpperCase();
const DIGITS = "0123456789";
const SPECIAL = "!@#$%&*()-_=+[]{}<>:?";

/** Takes the attributes of a random_string: what must be in, how often, how long. */
export function randomText(attributes: PlainObject): string {
  const special = Array.from((attributes["override_special"] as string | null) || SPECIAL);
  const classes = [
    { characters: Array.from(LOWER), use: attributes["lower"], min: attributes["min_lower"] },
    { characters: Array.from(UPPER), use: attributes["upper"], min: attributes["min_upper"] },
    { characters: Array.from(DIGITS), use: attributes["numeric"], min: attributes["min_numeric"] },
    { characters: special, use: attributes["special"], min: attributes["min_special"] },
  ];
  const picked = classes.flatMap(({ characters, min }) => pick(characters, Number(min ?? 0)));
  const pool = classes.flatMap(({ characters, use }) => (use === true ? characters : []));
  picked.push(...pick(pool, Number(attributes["length"]) - picked.length));
  return shuffle(picked).join("");
}

const pick = (from: readonly string[], count: number): string[] =>
  Array.from({ length: Math.max(0, count) }, () => from[randomInt(from.length)] as string);

function shuffle(items: string[]): string[] {
  for (let i = items.length - 1; i > 0; i--) {
    const j = randomInt(i + 1);
    [items[i], items[j]] = [items[j] as string, items[i] as string];
  }
  return items;
}
