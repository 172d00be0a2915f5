import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { writeJson } from "../json-text.ts";
import { functionSignatures } from "./signatures.ts";

test("signatures, as terraform 1.11.4 prints them with `metadata functions -json`", () => {
  const document = writeJson(
    new Map([
      ["format_version", "1.0"],
      ["function_signatures", functionSignatures()],
    ] as const),
  );
  expect(createHash("sha256").update(`${document}\n`).digest("hex")).toBe(
    "d55881d0978a88e69e99b6375e810258e72f050fd2547488ab8404f26e7fe097",
  );
});
