/** The server with Node's own HTTP/2 client, which keeps to every rule of flow control, and with bytes by hand. */
import { mkdtemp, rm, stat } from "node:fs/promises";
import { type ClientHttp2Session, connect, constants } from "node:http2";
import { createConnection, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { GrpcClient } from "../host/grpc-client.ts";
import { frame, GrpcError, INVALID_ARGUMENT } from "../protocol/grpc.ts";
import { type GrpcServer, serveGrpc } from "./grpc-server.ts";

const SERVICE = "a.Service";
let folder: string;
let path: string;
let server: GrpcServer;
let ended: string[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "grpc-"));
  path = join(folder, "s");
  ended = [];
  let connections = 0;
  server = await serveGrpc(
    path,
    SERVICE,
    (signal) => {
      const name = `connection ${++connections}`;
      signal.addEventListener("abort", () => ended.push(name));
      return name;
    },
    async (method, request, session) => {
      if (method === "Refuse") throw new GrpcError(INVALID_ARGUMENT, "no: ä%");
      if (method === "Fail") throw new Error("broken");
      if (method === "Repeat") return Buffer.alloc(request.readUInt32BE(0), request.subarray(4));
      return Buffer.from(`${session}: ${method} ${request.length}`);
    },
  );
});
afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

const open = (): Promise<GrpcClient> => GrpcClient.open({ network: "unix", address: path });
const status = async (call: Promise<Buffer>): Promise<unknown> => {
  const error = await call.then(
    () => undefined,
    (refused: GrpcError) => refused,
  );
  return error && [error.status, error.message];
};

test("only its user may use the socket", async () => {
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

test("calls at once on one connection, each with its own answer", async () => {
  const client = await open();
  const answers = await Promise.all(
    Array.from({ length: 200 }, (_, i) => client.call(SERVICE, `Method${i}`, Buffer.alloc(i))),
  );
  expect(answers.map(String)).toEqual(Array.from({ length: 200 }, (_, i) => `connection 1: Method${i} ${i}`));
  client.close();
});

test("a session for each connection, ended with it", async () => {
  const [first, second] = [await open(), await open()];
  expect(String(await second.call(SERVICE, "Who", Buffer.alloc(0)))).toBe("connection 2: Who 0");
  second.close();
  await expect.poll(() => ended).toEqual(["connection 2"]);
  expect(String(await first.call(SERVICE, "Who", Buffer.alloc(0)))).toBe("connection 1: Who 0");
  first.close();
});

test("refusals keep their status and text; the connection goes on", async () => {
  const client = await open();
  expect(await status(client.call(SERVICE, "Refuse", Buffer.alloc(0)))).toEqual([3, "no: ä%"]);
  expect(await status(client.call(SERVICE, "Fail", Buffer.alloc(0)))).toEqual([13, "broken"]);
  expect(await status(client.call("other.Service", "Any", Buffer.alloc(0)))).toEqual([
    12,
    "unknown service or method /other.Service/Any",
  ]);
  expect(String(await client.call(SERVICE, "Who", Buffer.alloc(0)))).toBe("connection 1: Who 0");
  client.close();
});

test("megabytes in both directions", async () => {
  const client = await open();
  const request = Buffer.alloc(5 * 1024 * 1024, "0123456789");
  expect(String(await client.call(SERVICE, "Size", request))).toBe(`connection 1: Size ${request.length}`);
  const wanted = Buffer.from("....abc");
  wanted.writeUInt32BE(7 * 1024 * 1024);
  expect((await client.call(SERVICE, "Repeat", wanted)).equals(Buffer.alloc(7 * 1024 * 1024, "abc"))).toBe(true);
  client.close();
});

/** A call by Node's own client with what windows it has from the start. */
function call(session: ClientHttp2Session, body: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const stream = session.request({ ":method": "POST", ":path": `/${SERVICE}/Repeat` });
    const chunks: Buffer[] = [];
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    stream.on("error", reject).on("close", () => resolve(Buffer.concat(chunks)));
    stream.end(frame(body));
  });
}

test("an answer larger than the client's window waits for it to be read", async () => {
  const session = connect("http://localhost", {
    createConnection: () => createConnection(path),
    settings: { initialWindowSize: 1000 },
  });
  const wanted = Buffer.from("....abc");
  wanted.writeUInt32BE(300_000);
  const [one, two] = await Promise.all([call(session, wanted), call(session, wanted)]);
  expect([one.length, two.length]).toEqual([300_005, 300_005]);
  session.close();
});

test("a call given up does not disturb the others", async () => {
  const session = connect("http://localhost", { createConnection: () => createConnection(path) });
  const given = session.request({ ":method": "POST", ":path": `/${SERVICE}/Repeat` });
  given.write(Buffer.from("0000"));
  await new Promise((resolve) => given.once("ready", resolve));
  given.close(constants.NGHTTP2_CANCEL);
  const wanted = Buffer.from("....abc");
  wanted.writeUInt32BE(9);
  expect(String((await call(session, wanted)).subarray(5))).toBe("abcabcabc");
  session.close();
});

// Source: RFC 9113, section 6.7.
test("a ping is acknowledged with what it brought, also when no answer goes along with it", async () => {
  const session = connect("http://localhost", { createConnection: () => createConnection(path) });
  await new Promise((resolve) => session.once("connect", resolve));
  const ping = (payload: string): Promise<string> =>
    new Promise((resolve, reject) => {
      session.ping(Buffer.from(payload), (error, _, back) => (error ? reject(error) : resolve(back.toString())));
    });
  expect(await Promise.all([ping("measured"), ping("again...")])).toEqual(["measured", "again..."]);
  const wanted = Buffer.from("....abc");
  wanted.writeUInt32BE(3);
  expect(await Promise.all([ping("along..."), call(session, wanted).then((answer) => answer.length)])).toEqual([
    "along...",
    8,
  ]);
  session.close();
});

test("messages beyond the limit are refused with their size; the connection goes on", async () => {
  const small = join(folder, "small");
  const echo = async (method: string, request: Buffer): Promise<Buffer> =>
    method === "Twice" ? Buffer.concat([request, request]) : request;
  const limited = await serveGrpc(small, SERVICE, () => undefined, echo, 100_000);
  const client = await GrpcClient.open({ network: "unix", address: small });
  expect((await client.call(SERVICE, "Once", Buffer.alloc(100_000))).length).toBe(100_000);
  expect(await status(client.call(SERVICE, "Once", Buffer.alloc(100_001)))).toEqual([
    8,
    "the request has 100001 bytes, and the plugin protocol takes 100000",
  ]);
  expect(await status(client.call(SERVICE, "Twice", Buffer.alloc(60_000)))).toEqual([
    8,
    "the answer to Twice has 120000 bytes, and the plugin protocol takes 100000",
  ]);
  client.close();
  const modest = await GrpcClient.open({ network: "unix", address: small }, 50_000);
  expect(await status(modest.call(SERVICE, "Once", Buffer.alloc(60_000)))).toEqual([
    8,
    "received message is larger than 50000 bytes",
  ]);
  expect((await modest.call(SERVICE, "Once", Buffer.alloc(50_000))).length).toBe(50_000);
  modest.close();
  await limited.close();
});

/** What the server says last to a client that sends these bytes. */
function goAway(...parts: readonly (string | Buffer)[]): Promise<{ code: number | undefined }> {
  return new Promise((resolve, reject) => {
    const socket: Socket = createConnection(path);
    const chunks: Buffer[] = [];
    socket.on("data", (chunk: Buffer) => chunks.push(chunk)).on("error", reject);
    socket.on("close", () => {
      let code: number | undefined;
      for (let bytes = Buffer.concat(chunks); bytes.length >= 9; bytes = bytes.subarray(9 + bytes.readUIntBE(0, 3))) {
        if (bytes[3] === 7) code = bytes.readUInt32BE(13);
      }
      resolve({ code });
    });
    socket.write(Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part, "hex") : part))));
  });
}

const PREFACE = Buffer.from("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
// Source: RFC 9113, section 7, and where it names each of them.
test.each([
  ["no HTTP/2", [Buffer.from("GET / HTTP/1.1\r\n\r\n")], 1],
  ["a frame larger than allowed", [PREFACE, "00ffff 00 00 00000001"], 6],
  ["data without headers", [PREFACE, "000000 00 01 00000001"], 1],
  ["an even stream", [PREFACE, "000000 01 05 00000002"], 1],
  ["headers that are none", [PREFACE, "000001 01 05 00000001 ff"], 9],
  ["a header block interrupted", [PREFACE, "000000 01 01 00000001", "000008 06 00 00000000 0000000000000000"], 1],
  ["padding beyond the end", [PREFACE, "000001 01 0d 00000001 09"], 1],
  ["a window too large", [PREFACE, "000004 08 00 00000000 7fffffff"], 3],
])("given up: %s", async (_, parts, code) => {
  const spaced = parts.map((part) => (typeof part === "string" ? part.replaceAll(" ", "") : part));
  expect(await goAway(...spaced)).toEqual({ code });
});
