// The Runtime API as a function's process speaks it: one keep-alive connection, on which a response and the request for
// the next invocation go out together. Plain sockets, because loading node:http costs more than
// the rest of a cold start and every microsecond here is paid per invocation.
"use strict";

const fs = require("node:fs");
const net = require("node:net");

/** Larger responses are not held back: sending them takes longer than one write costs. */
const MOST_HELD = 64 * 1024;

class RuntimeClient {
  /** `descriptor`: of a connection that is there already; a later one is made to the address. */
  constructor(address, descriptor) {
    const colon = address.lastIndexOf(":");
    this.address = address;
    this.port = Number(address.slice(colon + 1));
    this.host = address.slice(0, colon);
    this.descriptor = descriptor;
    this.socket = undefined;
    /** A response that goes out with whatever is sent next. */
    this.held = undefined;
    // Whoever ends the process in the moment between has answered all the same.
    process.on("exit", () => this.sendHeld());
    /** Those who wait for answers, in the order of their requests. */
    this.pending = [];
    this.received = [];
    this.size = 0;
    /** Bytes that the answer which is coming has, once its head is known: there is nothing to look for before. */
    this.needed = 0;
  }

  connect() {
    const socket =
      this.descriptor === undefined
        ? net.connect({ port: this.port, host: this.host, noDelay: true })
        : new net.Socket({ fd: this.descriptor, readable: true, writable: true });
    this.descriptor = undefined;
    socket.on("data", (chunk) => {
      this.received.push(chunk);
      this.size += chunk.length;
      if (this.size >= this.needed) this.parse();
    });
    const lost = (error) => {
      if (this.socket === socket) this.socket = undefined;
      const pending = this.pending;
      this.pending = [];
      this.received = [];
      this.size = this.needed = 0;
      for (const { reject } of pending) reject(error ?? new Error("The Runtime API closed the connection"));
    };
    socket.on("error", lost);
    socket.on("close", () => lost());
    this.socket = socket;
    return socket;
  }

  /** Sends one request. While it is under way the event loop stays alive. */
  post(path, headers, body) {
    const socket = this.socket ?? this.connect();
    socket.ref();
    let head = `POST ${path} HTTP/1.1\r\nHost: ${this.address}\r\n`;
    for (const name in headers) head += `${name}: ${headers[name]}\r\n`;
    const answer = this.expect();
    socket.cork();
    this.release(socket);
    socket.write(`${head}Content-Length: ${body.length}\r\n\r\n`, "latin1");
    socket.write(body);
    socket.uncork();
    return answer;
  }

  /** Puts the response that is held back in front of what is written next. */
  release(socket) {
    if (this.held !== undefined) socket.write(this.held);
    this.held = undefined;
  }

  sendHeld() {
    const descriptor = this.socket?._handle?.fd;
    if (this.held === undefined || descriptor === undefined) return;
    try {
      fs.writeSync(descriptor, this.held);
    } catch {
      // There is nobody to hear of it.
    }
  }

  /** Opens a chunked request whose body and trailers the caller writes; `answer` resolves with the reply to it. */
  openStream(path, headers) {
    const socket = this.socket ?? this.connect();
    socket.ref();
    let head = `POST ${path} HTTP/1.1\r\nHost: ${this.address}\r\nTransfer-Encoding: chunked\r\n`;
    for (const name in headers) head += `${name}: ${headers[name]}\r\n`;
    const answer = this.expect();
    socket.write(`${head}\r\n`, "latin1");
    return {
      answer,
      write(chunk, done) {
        if (chunk.length === 0) return done();
        socket.cork();
        socket.write(`${chunk.length.toString(16)}\r\n`, "latin1");
        socket.write(chunk);
        socket.write("\r\n", "latin1", done);
        socket.uncork();
      },
      end(trailers) {
        let tail = "0\r\n";
        for (const name in trailers) tail += `${name}: ${trailers[name]}\r\n`;
        socket.write(`${tail}\r\n`, "latin1");
      },
    };
  }

  expect() {
    return new Promise((resolve, reject) => {
      this.pending.push({ resolve, reject });
    });
  }

  /** Hands out the answers that are there as a whole. */
  parse() {
    let buffer = this.received.length === 1 ? this.received[0] : Buffer.concat(this.received);
    for (;;) {
      this.received = [buffer];
      this.size = buffer.length;
      this.needed = 0;
      const headEnd = buffer.indexOf("\r\n\r\n");
      if (headEnd < 0) return;
      const lines = buffer.latin1Slice(0, headEnd).split("\r\n");
      const headers = {};
      for (let index = 1; index < lines.length; index++) {
        const colon = lines[index].indexOf(":");
        headers[lines[index].slice(0, colon).toLowerCase()] = lines[index].slice(colon + 1).trim();
      }
      const bodyStart = headEnd + 4;
      const bodyEnd = bodyStart + Number(headers["content-length"] ?? 0);
      this.needed = bodyEnd;
      if (buffer.length < bodyEnd) return;
      const pending = this.pending.shift();
      // While the handler runs only the handler's own work may keep the event loop alive: callback handlers end with it.
      if (this.pending.length === 0) this.socket.unref();
      pending.resolve({ status: Number(lines[0].slice(9, 12)), headers, body: buffer.subarray(bodyStart, bodyEnd) });
      buffer = buffer.subarray(bodyEnd);
    }
  }

  async nextInvocation() {
    const socket = this.socket ?? this.connect();
    socket.ref();
    const answer = this.expect();
    const request = `GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\nHost: ${this.address}\r\n\r\n`;
    if (this.held === undefined) socket.write(request, "latin1");
    else socket.write(Buffer.concat([this.held, Buffer.from(request, "latin1")]));
    this.held = undefined;
    const { status, headers, body } = await answer;
    if (status !== 200) throw new Error(`The Runtime API answered ${status}: ${body}`);
    return { headers, body };
  }

  /** A small response goes out when the next invocation is asked for, which must be at once. */
  postResponse(requestId, body) {
    const path = `/2018-06-01/runtime/invocation/${requestId}/response`;
    const headers = { "Content-Type": "application/json" };
    if (body.length > MOST_HELD) return this.post(path, headers, body);
    const head = `POST ${path} HTTP/1.1\r\nHost: ${this.address}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`;
    this.held = Buffer.concat([Buffer.from(head, "latin1"), body]);
    return this.expect();
  }

  openResponseStream(requestId, contentType) {
    return this.openStream(`/2018-06-01/runtime/invocation/${requestId}/response`, {
      "Content-Type": contentType,
      "Lambda-Runtime-Function-Response-Mode": "streaming",
      Trailer: "Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body",
    });
  }

  /** Reports an error of an invocation, or of the initialization when there is no request id. */
  postError(requestId, error) {
    const path = requestId === undefined ? "init/error" : `invocation/${requestId}/error`;
    return this.post(
      `/2018-06-01/runtime/${path}`,
      {
        "Content-Type": "application/vnd.aws.lambda.error+json",
        "Lambda-Runtime-Function-Error-Type": error.errorType,
      },
      Buffer.from(JSON.stringify(error)),
    );
  }
}

module.exports = { RuntimeClient };
