import { defineConfig } from "vitest/config";

// The slower runs: they need terraform, the real provider, boto3, toolchains or recorded data, and skip with a notice
// where those are not there.
export default defineConfig({
  test: {
    include: ["test/conformance/**/*.test.ts"],
    testTimeout: 1_800_000,
    hookTimeout: 300_000,
    pool: "forks",
    maxWorkers: 1,
    fileParallelism: false,
  },
});
