/** The built program in folders of its own, as a user runs it. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

const PROGRAM = process.env["TERRARIUM_PROGRAM"] ?? resolve(import.meta.dirname, "../../bin/terrarium.mjs");

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly child: ChildProcess;
  readonly finished: Promise<Finished>;
  /** Resolves when standard output has shown that text. */
  shows(text: string): Promise<void>;
}

export class Folder {
  readonly path = mkdtempSync(join(tmpdir(), "terrarium-cli-"));

  write(files: Readonly<Record<string, string>>): this {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.path, name)), { recursive: true });
      writeFileSync(join(this.path, name), text);
    }
    return this;
  }

  read = (name: string): string => readFileSync(join(this.path, name), "utf8");

  start(args: readonly string[], environment: Readonly<Record<string, string>> = {}): Running {
    const child = spawn(process.execPath, [PROGRAM, ...args], {
      cwd: this.path,
      env: { ...process.env, TERRARIUM_PORT: "", GATEWAY_PORT: "", TF_CLI_CONFIG_FILE: "", ...environment },
      stdio: ["pipe", "pipe", "pipe"],
    });
    let [stdout, stderr] = ["", ""];
    const waiting: { text: string; resolve: () => void }[] = [];
    child.stdout.on("data", (text) => {
      stdout += text;
      for (const one of waiting) if (stdout.includes(one.text)) one.resolve();
    });
    child.stderr.on("data", (text) => (stderr += text));
    const finished = new Promise<Finished>((done) => child.once("close", (code) => done({ code, stdout, stderr })));
    const shows = (text: string): Promise<void> =>
      new Promise((seen, fail) => {
        if (stdout.includes(text)) seen();
        else waiting.push({ text, resolve: seen });
        void finished.then((end) => fail(new Error(`Ended without "${text}":\n${end.stdout}\n${end.stderr}`)));
      });
    return { child, finished, shows };
  }

  run(args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Finished> {
    const running = this.start(args, environment);
    running.child.stdin?.end();
    return running.finished;
  }

  server = (): { pid: number; endpoint: string } => JSON.parse(this.read(".terrarium/server.json"));

  async remove(): Promise<void> {
    await this.run(["stop"]);
    rmSync(this.path, { recursive: true, force: true });
  }
}
