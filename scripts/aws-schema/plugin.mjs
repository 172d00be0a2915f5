// Starts a Terraform provider binary and speaks plugin protocol 5 to it: just enough to ask for schemas, validation,
// plans, applies and reads. Values are plain JavaScript; UNKNOWN stands for a value that is not known yet.
import { spawn } from "node:child_process";
import { connect } from "node:http2";
import { createConnection } from "node:net";
import { createInterface } from "node:readline";
import { pack, unpack } from "./msgpack.mjs";

const COOKIE = "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2";

export async function startPlugin(binary, environment = {}) {
  const child = spawn(binary, [], {
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      TF_PLUGIN_MAGIC_COOKIE: COOKIE,
      PLUGIN_PROTOCOL_VERSIONS: "5",
      PLUGIN_MIN_PORT: "10000",
      PLUGIN_MAX_PORT: "25000",
      ...environment,
    },
    stdio: ["ignore", "pipe", "ignore"],
  });
  const [line] = await once(createInterface({ input: child.stdout }), "line");
  const address = line.split("|")[3];
  const client = connect("http://localhost", {
    createConnection: () => createConnection(address),
    settings: { initialWindowSize: 2 ** 26 },
  });
  return {
    ...methods((method, request) => unary(client, method, request)),
    stop: () => {
      client.destroy();
      child.kill("SIGKILL");
    },
  };
}

/** One gRPC call: a message with a five-byte head each way; the status comes in the trailers. */
function unary(client, method, request) {
  return new Promise((resolve, reject) => {
    const stream = client.request({
      ":method": "POST",
      ":path": `/tfplugin5.Provider/${method}`,
      "content-type": "application/grpc",
      te: "trailers",
    });
    const chunks = [];
    let status = "0";
    const note = (headers) => {
      if (headers["grpc-status"] && headers["grpc-status"] !== "0") status = `${method}: ${headers["grpc-message"]}`;
    };
    stream.on("response", note);
    stream.on("trailers", note);
    stream.on("data", (chunk) => chunks.push(chunk));
    stream.on("error", reject);
    stream.on("end", () =>
      status === "0" ? resolve(decode(Buffer.concat(chunks).subarray(5))) : reject(new Error(status)),
    );
    const body = encode(request);
    const head = Buffer.alloc(5);
    head.writeUInt32BE(body.length, 1);
    stream.end(Buffer.concat([head, body]));
  });
}

const once = (emitter, event) => new Promise((resolve) => emitter.once(event, (...args) => resolve(args)));

function methods(call) {
  return {
    schema: async () => readSchemas(await call("GetSchema", [])),
    validateProvider: async (config) => diagnostics(await call("PrepareProviderConfig", [dynamic(1, config)]), 2),
    configure: async (config) => diagnostics(await call("Configure", [[1, "1.11.4"], dynamic(2, config)]), 1),
    validate: async (type, config, data = false) =>
      diagnostics(
        await call(data ? "ValidateDataSourceConfig" : "ValidateResourceTypeConfig", [[1, type], dynamic(2, config)]),
        1,
      ),
    async plan(type, prior, proposed, config, priorPrivate) {
      const answer = await call("PlanResourceChange", [
        [1, type],
        dynamic(2, prior),
        dynamic(3, proposed),
        dynamic(4, config),
        ...(priorPrivate ? [[5, priorPrivate]] : []),
      ]);
      return {
        planned: dynamicOf(answer, 1),
        requiresReplace: all(answer, 2).map((bytes) => path(decode(bytes))),
        private: all(answer, 3)[0],
        diagnostics: diagnostics(answer, 4),
      };
    },
    async apply(type, prior, planned, config, plannedPrivate) {
      const answer = await call("ApplyResourceChange", [
        [1, type],
        dynamic(2, prior),
        dynamic(3, planned),
        dynamic(4, config),
        ...(plannedPrivate ? [[5, plannedPrivate]] : []),
      ]);
      return { state: dynamicOf(answer, 1), private: all(answer, 2)[0], diagnostics: diagnostics(answer, 3) };
    },
    async read(type, state, private_) {
      const answer = await call("ReadResource", [[1, type], dynamic(2, state), ...(private_ ? [[3, private_]] : [])]);
      return { state: dynamicOf(answer, 1), diagnostics: diagnostics(answer, 2), private: all(answer, 3)[0] };
    },
    async importState(type, id) {
      const answer = await call("ImportResourceState", [
        [1, type],
        [2, id],
      ]);
      return {
        imported: all(answer, 1).map((bytes) => dynamicOf(decode(bytes), 2)),
        diagnostics: diagnostics(answer, 2),
      };
    },
    async callFunction(name, arguments_) {
      const answer = await call("CallFunction", [[1, name], ...arguments_.map((one) => dynamic(2, one))]);
      const failed = all(answer, 2)[0];
      if (!failed) return { result: dynamicOf(answer, 1) };
      const fault = decode(failed);
      return { error: text(fault, 1), argument: all(fault, 2)[0] };
    },
    async readData(type, config) {
      const answer = await call("ReadDataSource", [[1, type], dynamic(2, config)]);
      return { state: dynamicOf(answer, 1), diagnostics: diagnostics(answer, 2) };
    },
  };
}

// Protobuf, untyped: a message is a list of [field number, value]; strings and bytes are length-delimited, numbers varints.
function encode(fields) {
  const parts = [];
  for (const [number, value] of fields) {
    if (typeof value === "number") parts.push(varint(number << 3), varint(value));
    else {
      const bytes = typeof value === "string" ? Buffer.from(value) : value;
      parts.push(varint((number << 3) | 2), varint(bytes.length), bytes);
    }
  }
  return Buffer.concat(parts);
}

function varint(value) {
  const bytes = [];
  let rest = BigInt(value);
  while (rest > 127n) {
    bytes.push(Number(rest & 127n) | 128);
    rest >>= 7n;
  }
  bytes.push(Number(rest));
  return Buffer.from(bytes);
}

function decode(bytes) {
  const fields = [];
  let at = 0;
  const read = () => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = bytes[at++];
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return Number(value);
    }
  };
  while (at < bytes.length) {
    const tag = read();
    if ((tag & 7) === 2) {
      const length = read();
      fields.push([tag >> 3, bytes.subarray(at, at + length)]);
      at += length;
    } else fields.push([tag >> 3, read()]);
  }
  return fields;
}

const all = (fields, number) => fields.filter(([n]) => n === number).map(([, value]) => value);
const text = (fields, number) => all(fields, number)[0]?.toString() ?? "";
const integer = (fields, number) => all(fields, number)[0] ?? 0;
const dynamic = (number, value) => [number, encode([[1, pack(value)]])];

function dynamicOf(fields, number) {
  const bytes = all(fields, number)[0];
  const packed = bytes && all(decode(bytes), 1)[0];
  return packed ? unpack(packed) : null;
}

const path = (fields) =>
  all(fields, 1).map((bytes) => {
    const [[number, value]] = decode(bytes);
    return number === 3 ? Number(value) : value.toString();
  });

function diagnostics(fields, number) {
  return all(fields, number).map((bytes) => {
    const one = decode(bytes);
    return {
      severity: integer(one, 1) === 2 ? "warning" : "error",
      summary: text(one, 2),
      detail: text(one, 3),
      path: path(decode(all(one, 4)[0] ?? Buffer.alloc(0))),
    };
  });
}

function readSchemas(fields) {
  const map = (number) =>
    Object.fromEntries(
      all(fields, number).map((bytes) => {
        const entry = decode(bytes);
        return [text(entry, 1), schema(decode(all(entry, 2)[0]))];
      }),
    );
  return { provider: schema(decode(all(fields, 1)[0])), resources: map(2), dataSources: map(3) };
}

const schema = (fields) => ({ version: integer(fields, 1), ...block(decode(all(fields, 2)[0])) });

const NESTING = ["invalid", "single", "list", "set", "map", "group"];

function block(fields) {
  return {
    attributes: Object.fromEntries(
      all(fields, 2).map((bytes) => {
        const a = decode(bytes);
        const flags = [
          ["required", 4],
          ["optional", 5],
          ["computed", 6],
          ["sensitive", 7],
          ["deprecated", 9],
          ["writeOnly", 11],
        ].filter(([, number]) => integer(a, number));
        return [
          text(a, 1),
          { type: JSON.parse(text(a, 2)), ...Object.fromEntries(flags.map(([name]) => [name, true])) },
        ];
      }),
    ),
    blocks: Object.fromEntries(
      all(fields, 3).map((bytes) => {
        const b = decode(bytes);
        return [
          text(b, 1),
          { nesting: NESTING[integer(b, 3)], min: integer(b, 4), max: integer(b, 5), ...block(decode(all(b, 2)[0])) },
        ];
      }),
    ),
    deprecated: integer(fields, 6) ? true : undefined,
  };
}
