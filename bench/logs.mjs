// Speed of CloudWatch Logs: events in, from batches of 1,000; a filter and an Insights query over 1,000,000 of them; and
// what the query does to the time of other requests. `node bench/logs.mjs` after a build; TERRARIUM_DIST names another
// build than dist/.
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  GetQueryResultsCommand,
  PutLogEventsCommand,
  StartQueryCommand,
} from "@aws-sdk/client-cloudwatch-logs";

const dist = resolve(process.env.TERRARIUM_DIST ?? "dist");
const { startTerrarium } = await import(pathToFileURL(`${dist}/index.mjs`).href);

const EVENTS = Number(process.env.LOG_EVENTS ?? 1_000_000);
const BATCH = 1000;
const cloud = await startTerrarium();
const client = new CloudWatchLogsClient({
  endpoint: cloud.endpoint,
  region: "us-east-1",
  credentials: { accessKeyId: "test", secretAccessKey: "test" },
});
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
  const result = await work();
  return [(performance.now() - began) / 1000, result];
};
const rate = (time, count = EVENTS) => `${Math.round(count / time).toLocaleString("en")}/s`;
const p99 = (times) => [...times].sort((a, b) => a - b)[Math.floor(times.length * 0.99)];

const [taken] = await seconds(async () => {
  for (let number = 0; number < batches; number += 4) {
    await Promise.all(
      [0, 1, 2, 3].map((i) => client.send(new PutLogEventsCommand({ ...place, logEvents: batch(number + i) }))),
    );
  }
});
console.log(`in, batches of ${BATCH}            ${rate(taken)} events (client in the same process)`);

for (const [name, filterPattern] of [
  ["term", "ERROR"],
  ["phrase that is not there", '"no such thing"'],
  ["JSON text", '{ $.level = "ERROR" }'],
  ["JSON number", "{ $.took > 249 && $.took < 250 }"],
  ["regex", "%ERR.R%"],
]) {
  const [time, { events }] = await seconds(() =>
    client.send(new FilterLogEventsCommand({ logGroupName: "bench", filterPattern })),
  );
  console.log(`filter, ${name.padEnd(25)}${rate(time)} events, ${events.length} found`);
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

const other = () => seconds(() => client.send(new DescribeLogStreamsCommand({ logGroupName: "bench" })));
const idle = [];
for (let i = 0; i < 300; i++) idle.push((await other())[0] * 1000);

for (const queryString of [
  "stats count(*) by bin(5m)",
  "stats avg(took), pct(took, 99) by level",
  "filter level = 'ERROR' | sort @timestamp desc | limit 20",
]) {
  let running = true;
  const beside = [];
  const load = (async () => {
    while (running) beside.push((await other())[0] * 1000);
  })();
  const [time, { results }] = await seconds(() => query(queryString));
  running = false;
  await load;
  const ratio = p99(beside) / p99(idle);
  console.log(
    `query ${time.toFixed(2)} s, ${results.length} rows, other requests' p99 ${ratio.toFixed(1)}x idle: ${queryString}`,
  );
}

client.destroy();
await cloud.stop();
