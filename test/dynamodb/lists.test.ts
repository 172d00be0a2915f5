/** Lists that come in pages. */
import {
  DescribeTableCommand,
  ListContributorInsightsCommand,
  ListExportsCommand,
  ListImportsCommand,
  ListTagsOfResourceCommand,
  UpdateContributorInsightsCommand,
} from "@aws-sdk/client-dynamodb";
import { expect, test } from "vitest";
import { expectRefusal, makeTable, useDynamodb } from "./support.ts";

const fixture = useDynamodb();

test("tags come ten at a time", async () => {
  const Tags = Array.from({ length: 12 }, (_, i) => ({ Key: `k${i}`, Value: "v" }));
  await makeTable(fixture, "tagged", { Tags });
  const { Table } = await fixture.client.send(new DescribeTableCommand({ TableName: "tagged" }));
  const page = (NextToken?: string) =>
    fixture.client.send(new ListTagsOfResourceCommand({ ResourceArn: Table!.TableArn, NextToken }));
  const first = await page();
  expect(first.Tags).toHaveLength(10);
  const second = await page(first.NextToken);
  expect([...first.Tags!, ...second.Tags!]).toEqual(Tags);
  expect(second).not.toHaveProperty("NextToken");
  // The sentence is a guess.
  await expectRefusal(page("nonsense"), "Invalid NextToken");
});

test("contributor insights come as many as asked for", async () => {
  const names = ["one", "three", "two"];
  for (const TableName of names) {
    await makeTable(fixture, TableName);
    await fixture.client.send(new UpdateContributorInsightsCommand({ TableName, ContributorInsightsAction: "ENABLE" }));
  }
  const page = (NextToken?: string) =>
    fixture.client.send(new ListContributorInsightsCommand({ MaxResults: 2, NextToken }));
  const first = await page();
  const second = await page(first.NextToken);
  const listed = [first, second].map(({ ContributorInsightsSummaries: all }) => all!.map((one) => one.TableName));
  expect(listed).toEqual([["one", "three"], ["two"]]);
  expect(second).not.toHaveProperty("NextToken");
});

test("there is nothing more after the end of a list", async () => {
  expect((await fixture.client.send(new ListExportsCommand({ MaxResults: 1 }))).ExportSummaries).toEqual([]);
  const NextToken = Buffer.from("1".padStart(56, "0")).toString("hex");
  expect((await fixture.client.send(new ListImportsCommand({ NextToken }))).ImportSummaryList).toEqual([]);
});
