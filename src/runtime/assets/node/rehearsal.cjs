// What a process that waits for its function does meanwhile: one whole life of a function in small, so that Node has
// loaded and compiled all that the first invocation would otherwise wait for. Nothing of it is left behind.
"use strict";

const { createServer } = require("node:net");
const path = require("node:path");
const { format } = require("node:util");
const { loadHandler } = require("./handler-loader.cjs");
const { invoke } = require("./invoker.cjs");
const { RuntimeClient } = require("./runtime-client.cjs");

const answer = (headers, body) => `HTTP/1.1 200 OK\r\n${headers}Content-Length: ${body.length}\r\n\r\n${body}`;
const INVOCATION = answer("Lambda-Runtime-Aws-Request-Id: rehearsal\r\nLambda-Runtime-Deadline-Ms: 0\r\n", "{}");

/** Answers every request as if there were an invocation to be had. */
function stage() {
  return createServer((socket) => {
    socket.on("data", (chunk) => {
      const request = chunk.toString("latin1");
      for (const _ of request.matchAll(/GET /g)) socket.write(INVOCATION);
      for (const _ of request.matchAll(/POST /g)) socket.write(answer("", "{}"));
    });
    socket.on("error", () => undefined);
  });
}

async function rehearse() {
  const server = stage();
  try {
    await new Promise((done, fail) => server.once("error", fail).listen(0, "127.0.0.1", done));
    const client = new RuntimeClient(`127.0.0.1:${server.address().port}`);
    for (const module of ["rehearsed", "rehearsed-module"]) {
      const handler = await loadHandler(path.join(__dirname, "rehearsed"), `${module}.handler`);
      await invoke(client, handler, await client.nextInvocation(), true);
    }
    format("%s", { some: ["text"] });
    await client.nextInvocation();
    client.socket.destroy();
  } catch {
    // Then the first invocation does all of it.
  } finally {
    server.close();
  }
}

module.exports = { rehearse };
