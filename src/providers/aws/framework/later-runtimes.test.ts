import { expect, test } from "vitest";
import { awsProvider } from "../provider.ts";
import { isLaterRuntime, laterRuntimeAdvice } from "./later-runtimes.ts";

test("a later runtime is one only where runtimes are listed", () => {
  expect(isLaterRuntime("python3.14", ["python3.13", "nodejs22.x"])).toBe(true);
  expect(isLaterRuntime("python3.14", ["Zip", "Image"])).toBe(false);
  expect(isLaterRuntime("python3.99", ["python3.13", "nodejs22.x"])).toBe(false);
});

test("advice names the runtime, and only a later one", () => {
  expect(laterRuntimeAdvice("python3.13")).toEqual([]);
  expect(laterRuntimeAdvice("nodejs24.x")).toMatchObject([
    { attribute: "runtime", detail: expect.stringMatching(/^The runtime nodejs24\.x works here/) },
  ]);
});

test("5.100 as such has no region of a region", () => {
  expect(Object.keys(awsProvider.dataSources.get("aws_region")?.schema.block.attributes ?? {}).sort()).toEqual([
    "description",
    "endpoint",
    "id",
    "name",
  ]);
});
