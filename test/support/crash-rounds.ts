/** Rounds of: start the server, check everything that was promised before, load it, kill it with SIGKILL. */
import { type ChildProcess, fork } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { build } from "esbuild";
import { type Call, CrashClient, type State, tables } from "./crash-clients.ts";

const root = resolve(import.meta.dirname, "../..");

export interface CrashResult {
  readonly kills: number;
  readonly writes: number;
  readonly records: number;
}

export async function crashRounds(options: { readonly kills: number; readonly clients: number }): Promise<CrashResult> {
  // Inside the project, where the bundle finds its packages.
  const folder = mkdtempSync(join(root, "node_modules", ".crash-"));
  const data = mkdtempSync(join(tmpdir(), "terrarium-crash-"));
  try {
    await build({
      entryPoints: [join(import.meta.dirname, "crash-server.ts")],
      outfile: join(folder, "server.mjs"),
      bundle: true,
      platform: "node",
      format: "esm",
      packages: "external",
      logLevel: "error",
    });
    cpSync(join(root, "src/shapes/generated"), join(folder, "shapes"), { recursive: true });
    return await new Crashes(join(folder, "server.mjs"), data, options.clients).run(options.kills);
  } finally {
    rmSync(folder, { recursive: true });
    rmSync(data, { recursive: true });
  }
}

class Crashes {
  readonly #program: string;
  readonly #data: string;
  readonly #clients: readonly CrashClient[];
  readonly #followed = new Map<string, { n: number; g: string }>();
  #lastSequence: string | undefined;
  #records = 0;
  #seed = 42;

  constructor(program: string, data: string, clients: number) {
    this.#program = program;
    this.#data = data;
    this.#clients = Array.from({ length: clients }, (_, i) => new CrashClient(`c${i}`));
  }

  async run(kills: number): Promise<CrashResult> {
    for (let kill = 0; kill <= kills; kill++) {
      const server = await this.#start();
      try {
        if (kill === 0) await createTables(server.call);
        await this.#check(server.call);
        if (kill < kills) await this.#loadAndKill(server);
      } finally {
        await server.end();
      }
    }
    return { kills, writes: this.#writes(), records: this.#records };
  }

  async #start(): Promise<{ process: ChildProcess; call: Call; end(): Promise<void> }> {
    const child = fork(this.#program, [this.#data], {
      stdio: ["ignore", "ignore", "inherit", "ipc"],
      execArgv: [],
      // Checkpoints all the time, so that many kills fall into one.
      env: { ...process.env, TERRARIUM_LOG_BYTES: "100000" },
    });
    const ended = new Promise<void>((done) => child.once("exit", () => done()));
    const endpoint = await new Promise<string>((done, fail) => {
      child.once("message", (message) => done(message as string));
      child.once("exit", (code) => fail(new Error(`The server ended with ${code} before it served`)));
    });
    const agent = new Agent({ keepAlive: true });
    return {
      process: child,
      call: (operation, input) => send(endpoint, agent, operation, input),
      async end() {
        child.kill("SIGKILL");
        await ended;
        agent.destroy();
      },
    };
  }

  async #loadAndKill({ process: child, call }: { process: ChildProcess; call: Call }): Promise<void> {
    const running = this.#clients.map((client) => client.run(call));
    const soonest = performance.now() + this.#random(60);
    // Counted in writes, since a busy machine may answer none in a fixed time; some kills come before the first.
    const enough = this.#random(6) === 0 ? 0 : this.#writes() + 1 + this.#random(30);
    while (performance.now() < soonest || this.#writes() < enough) {
      if (child.exitCode !== null) throw new Error(`The server ended by itself with ${child.exitCode}`);
      await new Promise((wait) => setTimeout(wait, 1));
    }
    child.kill("SIGKILL");
    await Promise.all(running);
  }

  #writes(): number {
    return this.#clients.reduce((total, client) => total + client.writes, 0);
  }

  #random(below: number): number {
    this.#seed = (this.#seed * 1103515245 + 12345) % 2 ** 31;
    return (this.#seed >> 8) % below;
  }

  async #check(call: Call): Promise<void> {
    const found = new Map<string, number>();
    const items = new Map<string, { n: number; g: string }>();
    for (const table of tables) {
      for (const item of await scanAll(call, { TableName: table, ConsistentRead: true })) {
        found.set(`${table}/${item.pk.S}`, Number(item.v.N));
        if (table === tables[0]) items.set(item.pk.S, { n: Number(item.v.N), g: item.g.S });
      }
    }
    for (const client of this.#clients) client.settle(found as State);
    await this.#checkIndex(call, items);
    await this.#checkStream(call, items);
  }

  async #checkIndex(call: Call, items: ReadonlyMap<string, { g: string }>): Promise<void> {
    const entries = await scanAll(call, { TableName: tables[0], IndexName: "by-g" });
    const expected = [...items].map(([pk, { g }]) => `${pk} ${g}`).sort();
    const indexed = entries.map((entry) => `${entry.pk.S} ${entry.g.S}`).sort();
    if (JSON.stringify(expected) !== JSON.stringify(indexed)) {
      throw new Error(`The table holds ${expected.join(", ")} and its index ${indexed.join(", ")}`);
    }
  }

  /** All changes that the stream tells, one after the other, lead to what the table holds. */
  async #checkStream(call: Call, items: ReadonlyMap<string, { n: number }>): Promise<void> {
    for (const { eventName, dynamodb } of await this.#newRecords(call)) {
      const pk = dynamodb.Keys.pk.S;
      const known = this.#followed.has(pk);
      if (known !== (eventName !== "INSERT")) throw new Error(`${eventName} of ${pk} does not fit what came before`);
      if (eventName === "REMOVE") this.#followed.delete(pk);
      else this.#followed.set(pk, { n: Number(dynamodb.NewImage!.v.N), g: dynamodb.NewImage!.g.S });
      this.#lastSequence = dynamodb.SequenceNumber;
      this.#records++;
    }
    const told = JSON.stringify([...this.#followed].map(([pk, { n }]) => `${pk} ${n}`).sort());
    const held = JSON.stringify([...items].map(([pk, { n }]) => `${pk} ${n}`).sort());
    if (told !== held) throw new Error(`The stream leads to ${told}, the table holds ${held}`);
  }

  async #newRecords(call: Call): Promise<StreamRecord[]> {
    const { Table } = (await call("DescribeTable", { TableName: tables[0] })) as { Table: { LatestStreamArn: string } };
    const StreamArn = Table.LatestStreamArn;
    const { StreamDescription } = (await call("streams:DescribeStream", { StreamArn })) as {
      StreamDescription: { Shards: { ShardId: string }[] };
    };
    const start = this.#lastSequence
      ? { ShardIteratorType: "AFTER_SEQUENCE_NUMBER", SequenceNumber: this.#lastSequence }
      : { ShardIteratorType: "TRIM_HORIZON" };
    const { ShardId } = StreamDescription.Shards[0]!;
    let { ShardIterator } = (await call("streams:GetShardIterator", { StreamArn, ShardId, ...start })) as {
      ShardIterator: string;
    };
    const all: StreamRecord[] = [];
    for (;;) {
      const page = (await call("streams:GetRecords", { ShardIterator })) as {
        Records: StreamRecord[];
        NextShardIterator: string;
      };
      if (page.Records.length === 0) return all;
      all.push(...page.Records);
      ShardIterator = page.NextShardIterator;
    }
  }
}

interface WireItem {
  readonly pk: { readonly S: string };
  readonly v: { readonly N: string };
  readonly g: { readonly S: string };
}

interface StreamRecord {
  readonly eventName: string;
  readonly dynamodb: {
    readonly Keys: { readonly pk: { readonly S: string } };
    readonly NewImage?: WireItem;
    readonly SequenceNumber: string;
  };
}

async function scanAll(call: Call, input: object): Promise<WireItem[]> {
  const { Items } = (await call("Scan", input)) as { Items: WireItem[] };
  return Items;
}

async function createTables(call: Call): Promise<void> {
  const key = (name: string): object => [{ AttributeName: name, KeyType: "HASH" }];
  const attribute = (name: string): object => ({ AttributeName: name, AttributeType: "S" });
  const common = { KeySchema: key("pk"), BillingMode: "PAY_PER_REQUEST" };
  await call("CreateTable", {
    ...common,
    TableName: tables[0],
    AttributeDefinitions: [attribute("pk"), attribute("g")],
    GlobalSecondaryIndexes: [{ IndexName: "by-g", KeySchema: key("g"), Projection: { ProjectionType: "KEYS_ONLY" } }],
    StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" },
  });
  await call("CreateTable", { ...common, TableName: tables[1], AttributeDefinitions: [attribute("pk")] });
  for (const TableName of tables) await call("DescribeTable", { TableName });
}

/** One request in DynamoDB's protocol; `streams:` before the operation means the other service. */
function send(endpoint: string, agent: Agent, operation: string, input: object): Promise<Record<string, unknown>> {
  const [service, name] = operation.startsWith("streams:")
    ? ["DynamoDBStreams_20120810", operation.slice("streams:".length)]
    : ["DynamoDB_20120810", operation];
  return new Promise((done, fail) => {
    const sent = request(endpoint, {
      method: "POST",
      agent,
      headers: {
        "Content-Type": "application/x-amz-json-1.0",
        "X-Amz-Target": `${service}.${name}`,
        Authorization:
          "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0",
      },
    });
    sent.on("error", fail);
    sent.on("response", (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (part: string) => {
        text += part;
      });
      response.on("error", fail);
      response.on("end", () => {
        const body = JSON.parse(text) as Record<string, unknown>;
        if (response.statusCode === 200) done(body);
        else fail(new Error(text));
      });
      response.on("aborted", () => fail(new Error("The server went away")));
    });
    sent.end(JSON.stringify(input));
  });
}
