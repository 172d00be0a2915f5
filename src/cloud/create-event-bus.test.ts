import { setImmediate as turn } from "node:timers/promises";
import { expect, test } from "vitest";
import { createEventBus } from "./create-event-bus.ts";

const event = { account: "1", region: "r", streamArn: "arn" };

test("listeners run in order, after the publisher's turn, until they unsubscribe", async () => {
  const bus = createEventBus(() => {});
  const seen: string[] = [];
  bus.subscribe("dynamodb.stream", () => void seen.push("first"));
  const end = bus.subscribe("dynamodb.stream", ({ streamArn }) => void seen.push(streamArn));
  bus.publish("dynamodb.stream", event);
  expect(seen).toEqual([]);
  await turn();
  expect(seen).toEqual(["first", "arn"]);
  end();
  bus.publish("dynamodb.stream", event);
  await turn();
  expect(seen).toEqual(["first", "arn", "first"]);
});

test("what a listener throws is reported and stops nobody", async () => {
  const errors: unknown[] = [];
  const bus = createEventBus((error, name) => errors.push([error, name]));
  let reached = false;
  bus.subscribe("dynamodb.stream", () => {
    throw new Error("at once");
  });
  bus.subscribe("dynamodb.stream", () => Promise.reject(new Error("later")));
  bus.subscribe("dynamodb.stream", () => {
    reached = true;
  });
  bus.publish("dynamodb.stream", event);
  await turn();
  await turn();
  expect(reached).toBe(true);
  expect(errors).toEqual([
    [new Error("at once"), "dynamodb.stream"],
    [new Error("later"), "dynamodb.stream"],
  ]);
});
