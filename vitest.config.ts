import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    exclude: ["test/conformance/**", "**/node_modules/**"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // A second, the default, is short on a loaded machine.
    expect: { poll: { timeout: 10_000 } },
    pool: "forks",
    maxWorkers: 2,
  },
});
