/** A server that stops waits for no client that keeps its connection. */
import { once } from "node:events";
import { connect } from "node:net";
import { expect, test } from "vitest";
import { startTestCloud } from "../support/cloud.ts";

const BODY = "Action=GetCallerIdentity&Version=2011-06-15";
const HEAD = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n";

test.each([
  ["plain requests", `${HEAD}Content-Length: ${BODY.length}\r\n\r\n${BODY}`],
  ["requests for Node's own server", `${HEAD}Transfer-Encoding: chunked\r\n\r\n2b\r\n${BODY}\r\n0\r\n\r\n`],
])("an idle connection of %s is ended", async (_, request) => {
  const cloud = await startTestCloud();
  const { hostname, port } = new URL(cloud.endpoint);
  const socket = connect(Number(port), hostname);
  let answer = "";
  socket.on("data", (chunk) => (answer += chunk.toString("latin1")));
  const ended = once(socket, "end");
  socket.write(request);
  await expect.poll(() => answer, { timeout: 15_000 }).toContain("</GetCallerIdentityResponse>");
  await cloud.stop();
  await ended;
  expect(answer).toContain("HTTP/1.1 200 OK");
});
