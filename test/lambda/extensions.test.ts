/** Extensions from a layer: registration, invoke and shutdown events, telemetry. A real extension process tells what it sees. */
import { type LambdaClient, PublishLayerVersionCommand } from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { startTestCloud, type TestCloud } from "../support/cloud.ts";
import { createNodeFunction, invoke, lambdaClient, zip } from "./support.ts";

let cloud: TestCloud;
let client: LambdaClient;

beforeAll(async () => {
  cloud = await startTestCloud();
  client = lambdaClient(cloud);
});

afterAll(async () => {
  await cloud?.stop();
});

/** Registers, subscribes to telemetry, and writes every event and telemetry record to its output. */
const EXTENSION = `#!${process.execPath}
const http = require("node:http");
const [host, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(":");
const call = (method, path, headers, body) => new Promise((done) => {
  const request = http.request({ host, port, method, path, headers }, (answer) => {
    let text = "";
    answer.on("data", (chunk) => { text += chunk; });
    answer.on("end", () => done({ status: answer.statusCode, headers: answer.headers, text }));
  });
  request.end(body);
});
(async () => {
  const registered = await call("POST", "/2020-01-01/extension/register", { "Lambda-Extension-Name": "watcher" }, '{"events":["INVOKE","SHUTDOWN"]}');
  const id = { "Lambda-Extension-Identifier": registered.headers["lambda-extension-identifier"] };
  console.log("registered " + registered.text);
  const server = http.createServer((request, response) => {
    let text = "";
    request.on("data", (chunk) => { text += chunk; });
    request.on("end", () => {
      response.end();
      console.log("telemetry " + JSON.parse(text).map(({ type }) => type).join(" "));
    });
  });
  server.listen(0, "127.0.0.1", async () => {
    const destination = { protocol: "HTTP", URI: "http://sandbox.localdomain:" + server.address().port };
    const body = JSON.stringify({ schemaVersion: "2022-12-13", types: ["platform"], destination, buffering: { timeoutMs: 25 } });
    const subscribed = await call("PUT", "/2022-07-01/telemetry", id, body);
    console.log("subscribed " + subscribed.text);
    for (;;) {
      const event = await call("GET", "/2020-01-01/extension/event/next", id);
      console.log("event " + JSON.parse(event.text).eventType);
    }
  });
})();
`;

test("an external extension is told of invocations and gets telemetry", async () => {
  const { LayerVersionArn = "" } = await client.send(
    new PublishLayerVersionCommand({
      LayerName: "watcher",
      Content: { ZipFile: await zip({ "!extensions/watcher": EXTENSION }) },
    }),
  );
  await createNodeFunction(client, "watched", "exports.handler = async () => 'seen';", {
    Layers: [LayerVersionArn],
    Timeout: 20,
  });
  let log = "";
  const end = cloud.cloud.bus.subscribe("logs.write", ({ events }) => {
    log += events.map(({ message }) => message).join("");
  });
  const first = await invoke(client, "watched");
  expect(first.value).toBe("seen");
  expect(first.log).toContain(
    'registered {"functionName":"watched","functionVersion":"$LATEST","handler":"index.handler"}\n',
  );
  expect(first.log).toContain("EXTENSION\tName: watcher\tState: Ready\tEvents: [INVOKE, SHUTDOWN]\n");
  expect(first.log).toContain("TELEMETRY\tName: watcher\tState: Subscribed\tTypes: [Platform]\n");
  expect(first.log).toContain("subscribed OK\n");
  expect(first.log).toContain("event INVOKE\n");
  // Telemetry comes on its own time, and the extension runs only while the function does.
  await vi.waitFor(
    async () => {
      await invoke(client, "watched");
      expect(log).toMatch(/telemetry .*platform\.initReport/);
    },
    { timeout: 20_000 },
  );
  end();
});
