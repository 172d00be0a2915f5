/**
 * One state file: reads it, and writes it whenever something has changed, with serial, lineage and backup as Terraform
 * keeps them. A write replaces the file as a whole, so that a crash leaves either the old or the new one.
 */
import { randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, realpathSync, renameSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Diagnostics } from "../../hcl/diagnostic.ts";
import { Unchanged } from "../unchanged.ts";
import { State } from "./state.ts";
import { parseStateFile, printStateContent, printStateWith, type StateFile } from "./state-file.ts";

const stateFiles = new Unchanged<ReturnType<typeof parseStateFile>>(4);

export interface StatePaths {
  /** Absolute. */
  readonly path: string;
  /** Where it is written, if that is another file. */
  readonly outPath?: string;
  /** Read as the beginning when `path` does not exist yet; never written. */
  readonly seedPath?: string;
  /** Absent: no backup is made. */
  readonly backupPath?: string;
}

export class StateStore {
  readonly paths: StatePaths;
  /** Told after every write. */
  onWritten: (() => void) | undefined;
  #serial = 0;
  #lineage = "";
  /** What the file said when the last command wrote it: serials rise only for other contents. */
  #baseline: string | undefined;
  #initial: State | undefined;
  #originalText: string | undefined;
  #backedUp = false;
  /** Takes the write that is due back. */
  #pending: (() => void) | undefined;
  #lastCost = 0;
  #lastWrite = 0;
  #state: State | undefined;

  constructor(paths: StatePaths) {
    this.paths = paths;
  }

  get serial(): number {
    return this.#serial;
  }

  get lineage(): string {
    return this.#lineage;
  }

  /** The state in the file; an empty one when there is no file, or nothing in it. */
  read(): { readonly state: State; readonly exists: boolean; readonly diagnostics: Diagnostics } {
    const text = readText(this.paths.path) ?? (this.paths.seedPath && readText(this.paths.seedPath));
    if (text === undefined || text.trim() === "") {
      return { state: new State(), exists: false, diagnostics: [] };
    }
    const { file, diagnostics } = stateFiles.of(this.paths.path, [text], () => parseStateFile(text));
    if (!file) return { state: new State(), exists: true, diagnostics };
    this.adopt(file, text);
    return { state: file.state.copy(), exists: true, diagnostics: [] };
  }

  /** Goes on from the given file. */
  adopt(file: StateFile, text: string | undefined): void {
    this.#serial = file.serial;
    this.#lineage = file.lineage;
    this.#initial = file.state;
    this.#originalText = text;
    this.#baseline = undefined;
  }

  /** Something has changed: counts as one more version, and is on disk soon after this turn of the event loop. */
  changed(state: State): void {
    this.#state = state;
    this.#serial++;
    if (this.#originalText === undefined && this.#baseline === undefined) {
      this.#baseline = this.#write(state);
      return;
    }
    if (this.#pending) return;
    const wait = this.#lastWrite + this.#lastCost * 10 - performance.now();
    this.#pending = soon(() => this.flush(), wait);
  }

  /** Puts what is pending on disk now. */
  flush(): void {
    if (!this.#pending) return;
    this.#pending();
    this.#pending = undefined;
    if (this.#state) this.#write(this.#state);
  }

  /** The last word of a command: writes the state unless the file already says the same. */
  finish(state: State): void {
    const pending = this.#pending !== undefined;
    this.#pending?.();
    this.#pending = undefined;
    const content = printStateContent(state);
    if (this.#initial === undefined && this.#baseline === undefined && state.isEmpty) {
      this.#serial++;
      this.#write(state);
      return;
    }
    this.#baseline ??= this.#initial ? printStateContent(this.#initial) : undefined;
    if (content !== this.#baseline) this.#serial++;
    else if (!pending) return;
    this.#write(state, content);
  }

  /** Replaces the file by a state with a serial and lineage of its own; who does that sees to backups. */
  put(file: StateFile): void {
    this.#serial = file.serial;
    this.#lineage = file.lineage;
    this.#backedUp = true;
    this.#write(file.state);
  }

  /** Returns what was written, without serial and lineage. */
  #write(state: State, content = printStateContent(state)): string {
    const started = performance.now();
    if (this.#lineage === "") this.#lineage = randomUUID();
    const target = this.paths.outPath ?? this.paths.path;
    this.#backUp();
    replaceFile(target, printStateWith(this.#serial, this.#lineage, content));
    this.onWritten?.();
    this.#lastWrite = performance.now();
    this.#lastCost = this.#lastWrite - started;
    return this.#baseline ?? content;
  }

  #backUp(): void {
    if (this.#backedUp) return;
    this.#backedUp = true;
    if (this.paths.backupPath === undefined || this.#originalText === undefined) return;
    replaceFile(this.paths.backupPath, this.#originalText);
  }
}

/**
 * Each kind of timer is cancelled by its own function only: `clearImmediate` on a timeout corrupts Node's count of
 * immediates (checked with 20.20), after which the event loop sleeps while immediates wait.
 */
function soon(callback: () => void, wait: number): () => void {
  if (wait > 1) {
    const timeout = setTimeout(callback, wait);
    return () => clearTimeout(timeout);
  }
  const immediate = setImmediate(callback);
  return () => clearImmediate(immediate);
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** Writes beside the file and renames, following a symbolic link to where the file really is. */
export function replaceFile(path: string, text: string): void {
  let target = path;
  try {
    target = realpathSync(path);
  } catch {
    mkdirSync(dirname(path), { recursive: true });
  }
  const temporary = resolve(dirname(target), `.${process.pid}.${randomUUID().slice(0, 8)}.tmp`);
  writeFileSync(temporary, text, { mode: 0o644 });
  renameSync(temporary, target);
}
