import { expect, test } from "vitest";
import { Unchanged } from "./unchanged.ts";

function counting(places = 2) {
  const unchanged = new Unchanged<number>(places);
  let made = 0;
  return { unchanged, of: (place: string, ...contents: unknown[]) => unchanged.of(place, contents, () => ++made) };
}

test.each<[string, unknown[], unknown[], boolean]>([
  ["the same texts", ["a", "b"], ["a", "b"], true],
  ["nothing, as before", [], [], true],
  ["another text", ["a"], ["b"], false],
  ["the same texts in another order", ["a", "b"], ["b", "a"], false],
  ["one text less", ["a", "b"], ["a"], false],
  ["one text more", ["a"], ["a", "b"], false],
  ["an object that only looks the same", [{}], [{}], false],
])("what was made of %s", (_, before, after, isKept) => {
  const { of } = counting();
  expect([of("place", ...before), of("place", ...after)]).toEqual([1, isKept ? 1 : 2]);
});

test("an object that is the same one counts as unchanged", () => {
  const { of } = counting();
  const object = {};
  expect([of("place", object), of("place", object)]).toEqual([1, 1]);
});

test("only the last contents of a place are known", () => {
  const { of } = counting();
  expect([of("place", "a"), of("place", "b"), of("place", "a")]).toEqual([1, 2, 3]);
});

test("places are apart, and those made last are kept", () => {
  const { of } = counting(2);
  expect([of("one", "a"), of("two", "a"), of("one", "a")]).toEqual([1, 2, 1]);
  expect([of("three", "a"), of("two", "a"), of("one", "a")]).toEqual([3, 2, 4]);
});

test("a place that was forgotten is made again", () => {
  const { unchanged, of } = counting();
  of("place", "a");
  unchanged.forget("place");
  expect(of("place", "a")).toBe(2);
});

test("what could not be made is not kept", () => {
  const unchanged = new Unchanged<number>(1);
  const fail = (): number => {
    throw new Error("cannot be made");
  };
  expect(() => unchanged.of("place", ["a"], fail)).toThrow("cannot be made");
  expect(unchanged.of("place", ["a"], () => 1)).toBe(1);
});
