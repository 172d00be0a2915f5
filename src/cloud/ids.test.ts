import { expect, test } from "vitest";
import { derivedId, lowerAlphanumeric, randomId, upperAlphanumeric } from "./ids.ts";

test("a derived id depends on its parts alone", () => {
  const id = derivedId(10, lowerAlphanumeric, "000000000000", "us-east-1", "api");
  expect(id).toMatch(/^[a-z0-9]{10}$/);
  expect(derivedId(10, lowerAlphanumeric, "000000000000", "us-east-1", "api")).toBe(id);
  expect(derivedId(10, lowerAlphanumeric, "000000000000", "us-east-1a", "pi")).not.toBe(id);
});

test("random ids have their length and alphabet and do not repeat", () => {
  const ids = Array.from({ length: 1000 }, () => randomId(52, upperAlphanumeric));
  for (const id of ids) expect(id).toMatch(/^[A-Z0-9]{52}$/);
  expect(new Set(ids).size).toBe(1000);
});
