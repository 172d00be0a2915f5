import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { writeJson } from "../json-text.ts";
import { functionSignatures } from "./signatures.ts";

/** Of Terraform 1.11.4: JSON.stringify of what `metadata functions -json` prints, all `description` members removed. */
const TERRAFORM_SIGNATURES = "3f9a3fee2124dcead85b4f7fbdd63f86b96de87ab60be908947bf53158a23e90";

const printed = (): string =>
  writeJson(
    new Map([
      ["format_version", "1.0"],
      ["function_signatures", functionSignatures()],
    ] as const),
  );

test("names, parameters, types and nullability are those of terraform 1.11.4", () => {
  const document: unknown = JSON.parse(printed(), (key, value: unknown) => (key === "description" ? undefined : value));
  const bare = JSON.stringify(document);
  expect(bare).not.toContain("description");
  expect(createHash("sha256").update(bare).digest("hex")).toBe(TERRAFORM_SIGNATURES);
});

test("every function has a description, in a line", () => {
  const { function_signatures: signatures } = JSON.parse(printed()) as {
    function_signatures: Record<string, { description?: string }>;
  };
  const wanting = Object.entries(signatures).filter(([, { description = "" }]) => !/^\S.{1,108}\.$/.test(description));
  expect(wanting).toEqual([]);
  expect(Object.keys(signatures).length).toBe(236);
});
