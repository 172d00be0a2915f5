import { expect, test } from "vitest";
import { awsProvider } from "../../providers/aws/provider.ts";
import { impliedProvider } from "../addresses/provider.ts";
import type { Resource } from "../config/module.ts";
import { unknownType } from "./unknown-type.ts";

const resource = (mode: Resource["mode"], type: string): Resource =>
  ({ mode, type, name: "x", provider: impliedProvider("aws"), typeRange: {} }) as unknown as Resource;

// Source of the sentences that begin with "does not support": terraform 1.11.4 with hashicorp/aws 5.100.0.
test.each([
  [
    "managed",
    "aws_lamda_function",
    'Invalid resource type: The provider hashicorp/aws does not support resource type "aws_lamda_function". Did you mean "aws_lambda_function"?',
  ],
  [
    "managed",
    "aws_instanc",
    'Invalid resource type: The provider hashicorp/aws does not support resource type "aws_instanc". Did you mean "aws_instance"?',
  ],
  [
    "managed",
    "aws_ami_ids",
    'Invalid resource type: The provider hashicorp/aws does not support resource type "aws_ami_ids".\n\nDid you intend to use the data source "aws_ami_ids"? If so, declare this using a "data" block instead of a "resource" block.',
  ],
] as const)("%s %s", async (mode, type, said) => {
  const { summary, detail } = await unknownType(awsProvider, resource(mode, type));
  expect(`${summary}: ${detail}`).toBe(said);
});
