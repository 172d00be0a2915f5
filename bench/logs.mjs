// Speed of CloudWatch Logs: events in, from batches of 1,000; a filter and an Insights query over 1,000,000 of them; and
// what the query does to the time of warm invocations. The CPU seconds are of server and client together. `node bench/logs.mjs` after a build; TERRARIUM_DIST names another
// build than dist/.
import { Agent, request } from "node:http";
import { resolve } from "node:path";
import { buffer } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  FilterLogEventsCommand,
  GetQueryResultsCommand,
  PutLogEventsCommand,
  StartQueryCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { CreateFunctionCommand, InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import yazl from "yazl";

const dist = resolve(process.env.TERRARIUM_DIST ?? "dist");
const { startTerrarium } = await import(pathToFileURL(`${dist}/index.mjs`).href);

const EVENTS = Number(process.env.LOG_EVENTS ?? 1_000_000);
const BATCH = 1000;
const cloud = await startTerrarium();
const config = {
  endpoint: cloud.endpoint,
  region: "us-east-1",
  credentials: { accessKeyId: "test", secretAccessKey: "test" },
};
const client = new CloudWatchLogsClient(config);
const lambda = new LambdaClient(config);
const place = { logGroupName: "bench", logStreamName: "s" };
await client.send(new CreateLogGroupCommand({ logGroupName: "bench" }));
await client.send(new CreateLogStreamCommand(place));

const start = Date.now() - 3_600_000;
const batches = EVENTS / BATCH;
const batch = (number) =>
  Array.from({ length: BATCH }, (_, i) => {
    const n = number * BATCH + i;
    const level = n % 10_000 === 0 ? "ERROR" : "INFO";
    return {
      timestamp: start + Math.floor((n / EVENTS) * 3_500_000),
      message: `{"level":"${level}","requestId":"r-${n}","path":"/items/${n % 977}","took":${n % 251}}`,
    };
  });

const seconds = async (work) => {
  const began = performance.now();
  const used = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(used);
  return [(performance.now() - began) / 1000, result, (user + system) / 1e6];
};
const rate = (time, count = EVENTS) => `${Math.round(count / time).toLocaleString("en")}/s`;
const p99 = (times) => [...times].sort((a, b) => a - b)[Math.floor(times.length * 0.99)];

// Half of the events come from the SDK, whose own work takes most of the time; the others from a client whose requests
// were made beforehand, so that the server is what is measured.
const half = batches / 2;
async function take(from, send) {
  const [taken, , cpu] = await seconds(async () => {
    for (let number = from; number < from + half; number += 4) {
      await Promise.all([0, 1, 2, 3].map((i) => send(number + i)));
    }
  });
  return `${rate(taken, EVENTS / 2)} (${cpu.toFixed(2)} CPU s)`;
}
const fromSdk = await take(0, (number) => client.send(new PutLogEventsCommand({ ...place, logEvents: batch(number) })));
const bodies = Array.from({ length: half }, (_, i) => JSON.stringify({ ...place, logEvents: batch(half + i) }));
const agent = new Agent({ keepAlive: true });
const headers = {
  "content-type": "application/x-amz-json-1.1",
  "x-amz-target": "Logs_20140328.PutLogEvents",
  authorization:
    "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/logs/aws4_request, SignedHeaders=host, Signature=0",
};
const post = (number) =>
  new Promise((done, failed) => {
    const sent = request(cloud.endpoint, { agent, method: "POST", headers }, (answer) => {
      answer.resume().on("end", () => (answer.statusCode === 200 ? done() : failed(new Error(answer.statusCode))));
    });
    sent.on("error", failed).end(bodies[number - half]);
  });
const fromRaw = await take(half, post);
agent.destroy();
console.log(`in, batches of ${BATCH}            ${fromRaw} events; ${fromSdk} with the SDK in the same process`);

for (const [name, filterPattern] of [
  ["term", "ERROR"],
  ["phrase that is not there", '"no such thing"'],
  ["JSON text", '{ $.level = "ERROR" }'],
  ["JSON number", "{ $.took > 249 && $.took < 250 }"],
  ["JSON number, half of them", "{ $.took >= 125 }"],
  ["regex", "%ERR.R%"],
]) {
  const [time, { events }, cpu] = await seconds(() =>
    client.send(new FilterLogEventsCommand({ logGroupName: "bench", filterPattern })),
  );
  console.log(`filter, ${name.padEnd(25)}${rate(time)} events (${cpu.toFixed(2)} CPU s), ${events.length} found`);
}

async function query(queryString) {
  const { queryId } = await client.send(
    new StartQueryCommand({
      logGroupName: "bench",
      queryString,
      startTime: Math.floor(start / 1000) - 1,
      endTime: Math.ceil(Date.now() / 1000),
    }),
  );
  for (;;) {
    const answer = await client.send(new GetQueryResultsCommand({ queryId }));
    if (answer.status !== "Running") return answer;
    await new Promise((done) => setTimeout(done, 20));
  }
}

const zip = new yazl.ZipFile();
zip.addBuffer(Buffer.from("export const handler = () => 1;"), "index.mjs");
zip.end();
await lambda.send(
  new CreateFunctionCommand({
    FunctionName: "warm",
    Runtime: "nodejs20.x",
    Handler: "index.handler",
    Role: "arn:aws:iam::000000000000:role/bench",
    Code: { ZipFile: await buffer(zip.outputStream) },
  }),
);
const invoke = async () => (await seconds(() => lambda.send(new InvokeCommand({ FunctionName: "warm" }))))[0] * 1000;
for (let i = 0; i < 50; i++) await invoke();
const idle = [];
for (let i = 0; i < 300; i++) idle.push(await invoke());

// Each query runs alone, and then again while one client invokes a function without a pause.
for (const queryString of [
  "stats count(*) by bin(5m)",
  "stats avg(took), pct(took, 99) by level",
  "filter level = 'ERROR' | sort @timestamp desc | limit 20",
]) {
  const [alone, { results }, cpu] = await seconds(() => query(queryString));
  let running = true;
  const beside = [];
  const load = (async () => {
    while (running) beside.push(await invoke());
  })();
  const [loaded] = await seconds(() => query(queryString));
  running = false;
  await load;
  const ratio = p99(beside) / p99(idle);
  console.log(
    `query ${alone.toFixed(2)} s (${cpu.toFixed(2)} CPU s), ${results.length} rows; beside ${beside.length} invocations ${loaded.toFixed(2)} s, their p99 ${ratio.toFixed(1)}x idle: ${queryString}`,
  );
}

client.destroy();
lambda.destroy();
await cloud.stop();
