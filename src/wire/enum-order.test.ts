import { expect, test } from "vitest";
import { listedEnum } from "./enum-order.ts";

// Source: AWS, recorded: the lists in error messages. Values are given here in the order of the services' models.
test.each([
  ["NEW_IMAGE OLD_IMAGE NEW_AND_OLD_IMAGES KEYS_ONLY", "OLD_IMAGE KEYS_ONLY NEW_AND_OLD_IMAGES NEW_IMAGE"],
  ["NONE ALL_OLD UPDATED_OLD ALL_NEW UPDATED_NEW", "ALL_NEW UPDATED_OLD ALL_OLD NONE UPDATED_NEW"],
  [
    "EQ NE IN LE LT GE GT BETWEEN NOT_NULL NULL CONTAINS NOT_CONTAINS BEGINS_WITH",
    "IN NULL BETWEEN LT NOT_CONTAINS EQ GT NOT_NULL NE LE BEGINS_WITH GE CONTAINS",
  ],
  [
    "RUNNING SUCCEEDED FAILED TIMED_OUT ABORTED PENDING_REDRIVE",
    "SUCCEEDED TIMED_OUT PENDING_REDRIVE ABORTED FAILED RUNNING",
  ],
  ["BASIC API_KEY OAUTH_CLIENT_CREDENTIALS", "BASIC OAUTH_CLIENT_CREDENTIALS API_KEY"],
  ["REGIONAL EDGE PRIVATE", "PRIVATE EDGE REGIONAL"],
  ["Allow Terminate", "Terminate Allow"],
  ["add remove replace move copy test", "add remove move test replace copy"],
])("%s", (given, listed) => {
  expect(listedEnum(given.split(" ")).join(" ")).toBe(listed);
});
