/** The wording of before 2026, which a variable of the process's environment brings back. */
import { vi } from "vitest";
import { testRefusals } from "./refusal-cases.ts";

vi.hoisted(() => {
  process.env.TERRARIUM_DYNAMODB_WORDING = "2025";
});

testRefusals("older");
