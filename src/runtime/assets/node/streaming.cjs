// Response streaming as handlers see it: awslambda.streamifyResponse marks a handler, HttpResponseStream puts the
// status and headers of an HTTP answer in front of the body.
"use strict";

const { Writable } = require("node:stream");
const { describeError } = require("./errors.cjs");

const STREAMING = Symbol.for("aws.lambda.runtime.handler.streaming");
const HIGH_WATER_MARK = Symbol.for("aws.lambda.runtime.handler.streaming.highWaterMark");
const HTTP_PRELUDE = "application/vnd.awslambda.http-integration-response";

const isStreaming = (handler) => handler[STREAMING] === "response";

class ResponseStream extends Writable {
  constructor(client, requestId, highWaterMark) {
    super(highWaterMark === undefined ? {} : { highWaterMark });
    this.open = () => {
      this.request ??= client.openResponseStream(requestId, this.contentType ?? "application/octet-stream");
      return this.request;
    };
    this.answered = new Promise((resolve, reject) => {
      this.settle = { resolve, reject };
    });
  }

  setContentType(contentType) {
    this.contentType = contentType;
  }

  write(chunk, ...rest) {
    const isBytes = typeof chunk === "string" || chunk instanceof Uint8Array;
    return super.write(isBytes ? chunk : JSON.stringify(chunk), ...rest);
  }

  _write(chunk, encoding, done) {
    this.open().write(typeof chunk === "string" ? Buffer.from(chunk, encoding) : chunk, done);
  }

  _final(done) {
    const request = this.open();
    request.end({});
    request.answer.then(this.settle.resolve, this.settle.reject);
    done();
  }

  /** Ends the stream with what went wrong in its trailers, once the body has begun. */
  fail(thrown) {
    const error = describeError(thrown);
    const request = this.open();
    request.end({
      "Lambda-Runtime-Function-Error-Type": error.errorType,
      "Lambda-Runtime-Function-Error-Body": Buffer.from(JSON.stringify(error)).toString("base64"),
    });
    return request.answer;
  }

  get started() {
    return this.request !== undefined;
  }
}

function installGlobals() {
  globalThis.awslambda = {
    streamifyResponse(handler, options) {
      handler[STREAMING] = "response";
      if (options?.highWaterMark !== undefined) handler[HIGH_WATER_MARK] = Number.parseInt(options.highWaterMark, 10);
      return handler;
    },
    HttpResponseStream: class HttpResponseStream {
      static from(stream, prelude) {
        stream.setContentType(HTTP_PRELUDE);
        stream.write(Buffer.concat([Buffer.from(JSON.stringify(prelude)), Buffer.alloc(8)]));
        return stream;
      }
    },
  };
}

module.exports = { ResponseStream, HIGH_WATER_MARK, isStreaming, installGlobals };
