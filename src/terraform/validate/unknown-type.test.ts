import { expect, test } from "vitest";
import { awsProvider } from "../../providers/aws/provider.ts";
import { impliedProvider } from "../addresses/provider.ts";
import type { ModuleTree, Resource } from "../config/module.ts";
import { unknownType, unservedBeside } from "./unknown-type.ts";

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
  [
    "managed",
    "aws_wafv2_web_acl",
    'Resource type not supported: The provider hashicorp/aws has the resource type "aws_wafv2_web_acl", but Terrarium does not yet.',
  ],
  [
    "data",
    "aws_ami_ids",
    'Data source not supported: The provider hashicorp/aws has the data source "aws_ami_ids", but Terrarium does not yet.',
  ],
] as const)("%s %s", async (mode, type, said) => {
  const { summary, detail } = await unknownType(awsProvider, resource(mode, type));
  expect(`${summary}: ${detail}`).toBe(said);
});

const tree = (...types: string[]): ModuleTree => {
  const managedResources = new Map(types.map((type) => [type, resource("managed", type)]));
  const none = new Map();
  const module = { managedResources, dataResources: none, ephemeralResources: none, checks: none };
  return { module, children: none } as unknown as ModuleTree;
};

test("what cannot be applied is named with what is lacking, and not without", async () => {
  const said = await unservedBeside(tree("aws_wafv2_web_acl", "aws_sqs_queue", "aws_iam_role"), () => awsProvider);
  expect(said.map(({ detail }) => detail)).toEqual([expect.stringMatching(/not applied:\n {2}- aws_sqs_queue$/)]);
  expect(await unservedBeside(tree("aws_sqs_queue"), () => awsProvider)).toEqual([]);
});
