/** `random_integer` and `random_shuffle`: seeded, they give the same result as the real provider. */
import { randomBytes } from "node:crypto";
import { listOf, NUMBER, STRING } from "../../terraform/lang/type.ts";
import { parseGoInteger } from "../framework/go-errors.ts";
import { defineResource, ProviderFailure } from "../framework/resource.ts";
import { input, keepers, result } from "./common.ts";
import { GoRand } from "./go-rand.ts";

const generator = (seed: unknown): GoRand =>
  typeof seed === "string" && seed !== ""
    ? GoRand.fromText(seed)
    : new GoRand(BigInt.asIntN(64, randomBytes(8).readBigUInt64BE()));

export const randomInteger = defineResource({
  schema: {
    attributes: {
      min: input({ type: NUMBER, required: true }),
      max: input({ type: NUMBER, required: true }),
      seed: input({ type: STRING, optional: true }),
      keepers,
      result: result({ type: NUMBER }),
      id: result({ type: STRING }),
    },
  },
  create({ min, max, seed }) {
    const [low, high] = [BigInt(min as number), BigInt(max as number)];
    if (low > high) {
      return new ProviderFailure(
        "Create Random Integer Error",
        "The minimum (min) value needs to be smaller than or equal to maximum (max) value.",
      );
    }
    const number = generator(seed).intn(high - low + 1n) + low;
    // The real provider stores an empty seed as none.
    return { result: number, id: number.toString(), seed: seed === "" ? null : (seed ?? null) };
  },
  import(id) {
    const parts = id.split(",");
    if (parts.length !== 3 && parts.length !== 4) {
      return new ProviderFailure(
        "Import Random Integer Error",
        "Invalid import usage: expecting {result},{min},{max} or {result},{min},{max},{seed}",
      );
    }
    const names = ["result", "min", "max"] as const;
    const numbers: Record<string, bigint> = {};
    for (const [i, name] of names.entries()) {
      const text = parts[i] as string;
      const parsed = parseGoInteger(text);
      if ("error" in parsed) {
        return new ProviderFailure(
          "Import Random Integer Error",
          `The ${name === "result" ? "value" : `${name} value`} supplied could not be parsed as an integer.\n\nOriginal Error: ${parsed.error}`,
        );
      }
      numbers[name] = parsed.value;
    }
    return { ...numbers, id: parts[0] as string, seed: parts[3] ?? null };
  },
});

export const randomShuffle = defineResource({
  schema: {
    attributes: {
      input: input({ type: listOf(STRING), required: true }),
      result_count: input({ type: NUMBER, optional: true }),
      seed: input({ type: STRING, optional: true }),
      keepers,
      result: result({ type: listOf(STRING) }),
      id: result({ type: STRING }),
    },
  },
  create(planned) {
    const items = planned["input"] as readonly string[];
    const count = (planned["result_count"] as number | null) ?? items.length;
    const random = generator(planned["seed"]);
    const shuffled: string[] = [];
    while (items.length > 0 && shuffled.length < count) {
      for (const at of random.perm(items.length)) {
        if (shuffled.length < count) shuffled.push(items[at] as string);
      }
    }
    return { id: "-", result: shuffled };
  },
});
