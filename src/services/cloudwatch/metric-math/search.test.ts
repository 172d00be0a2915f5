/** Source: CloudWatch's guide, "CloudWatch search expression syntax". */
import { expect, test } from "vitest";
import { type Searched, searchTest } from "./search.ts";

const metric = (namespace: string, name: string, dimensions: Readonly<Record<string, string>> = {}): Searched => ({
  namespace,
  name,
  dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
});

const METRICS = {
  cpu: metric("AWS/EC2", "CPUUtilization", { InstanceId: "i-1" }),
  group: metric("AWS/EC2", "CPUUtilization", { AutoScalingGroupName: "g" }),
  network: metric("AWS/EC2", "NetworkIn", { InstanceId: "i-1" }),
  two: metric("Custom", "cpu-load", { "A Name": "x", Host: "web" }),
};

test.each<[string, (keyof typeof METRICS)[]]>([
  ['{AWS/EC2,InstanceId} MetricName="CPUUtilization"', ["cpu"]],
  ["{AWS/EC2,InstanceId}", ["cpu", "network"]],
  ['{Custom, Host, "A Name"} load', ["two"]],
  ["{Custom, Host}", []],
  ["cpu", ["cpu", "group", "two"]],
  ["CPU utilization", ["cpu", "group"]],
  ["cpuutilization", ["cpu", "group"]],
  ["util", []],
  ['"CPU"', []],
  ["cpu NOT AWS/EC2", ["two"]],
  ["networkin OR Host=web", ["network", "two"]],
  ['InstanceId="i-1" AND (network OR load)', ["network"]],
  ['MetricName=("NetworkIn" OR "cpu-load")', ["network", "two"]],
  ["Namespace=Custom", ["two"]],
])("%s finds %j", (expression, expected) => {
  const found = searchTest(expression);
  expect(Object.entries(METRICS).flatMap(([name, one]) => (found(one) ? [name] : []))).toEqual(expected);
});

test.each(["{AWS/EC2", "(cpu", "a OR", "=x"])("%s cannot be read", (expression) => {
  expect(() => searchTest(expression)).toThrow(/search expression/);
});
