/**
 * What is noted in the cloud's store while a client inside the process makes an object, so that another process can
 * finish it should this one be killed: what is wanted, and the answer of every call that changed something, in the same
 * commit as the change. Whoever makes the object again with these notes is given the answers of the first time, and
 * only what had not been done is done.
 */
import { randomUUID } from "node:crypto";
import type { Key, Store } from "../store/store.ts";
import { ServiceException } from "../wire/service-exception.ts";
import type { Cloud } from "./cloud.ts";
import type { CallOptions } from "./operation.ts";

type Answer = Record<string, unknown>;

interface Look {
  readonly call: string;
  readonly answer?: Answer;
  readonly refusal?: { readonly code: string; readonly message: string; readonly status: number | undefined };
}

interface Note {
  readonly call: string;
  readonly answer: Answer;
  /** What was looked at since the last note: what this call was made upon. */
  readonly looks?: readonly Look[];
  /** Names made up since the last note. */
  readonly names?: readonly string[];
  /** In the first note. */
  readonly wanted?: Wanted;
}

interface Wanted {
  readonly about: unknown;
  readonly recipe: unknown;
}

const ROOT = "creation";
const READS = /^(Get|List|Describe|Head|Lookup|Query|Scan|Search|Simulate|Validate)/;

/** Runs of this process that go on; their notes are nobody else's business. */
const live = new Set<string>();

/** The creations of one run, such as an apply. `place` stands for what the run works on, such as a state file. */
export class Creations {
  readonly #id = randomUUID();
  readonly #place: string;
  readonly #open = new Set<Creation>();
  #begun = 0;

  constructor(place: string) {
    this.#place = place;
    live.add(this.#id);
  }

  /** `about` is what its maker has to know to go on. */
  begin(about: () => unknown): Creation {
    const creation = new Creation([ROOT, this.#place, this.#id, this.#begun++], about);
    this.#open.add(creation);
    return creation;
  }

  /** What has been told is on disk elsewhere by now. */
  forgetTold(): void {
    for (const creation of this.#open) {
      if (!creation.told) continue;
      creation.forget();
      this.#open.delete(creation);
    }
  }

  close(): void {
    live.delete(this.#id);
  }
}

export class Creation {
  /** Its maker has taken down what came of it. */
  told = false;
  /** What its maker has to know to go on. */
  readonly about: () => unknown;
  /** What a provider has to know to make it. */
  recipe: () => unknown = () => undefined;
  readonly #key: Key;
  readonly #earlier: Note[];
  readonly #earlierLooks: Look[];
  readonly #earlierNames: string[];
  #names: string[] = [];
  #looks: Look[] = [];
  #notes: number;
  #store: Store | undefined;

  constructor(key: Key, about: () => unknown, earlier: readonly Note[] = []) {
    this.#key = key;
    this.about = about;
    this.#earlier = [...earlier];
    this.#earlierLooks = earlier.flatMap(({ looks }) => looks ?? []);
    this.#earlierNames = earlier.flatMap(({ names }) => names ?? []);
    this.#notes = earlier.length;
  }

  /** Calls an operation, unless the notes know its answer. */
  async call(cloud: Cloud, service: string, operation: string, input: object, options: CallOptions): Promise<Answer> {
    const call = `${service}:${operation}`;
    if (READS.test(operation)) return this.#look(call, () => cloud.call(service, operation, input, options));
    const known = taken(this.#earlier, call);
    if (known) return known.answer;
    const answered = (answer: Answer): void => this.#note(cloud.store, call, answer);
    return cloud.call(service, operation, input, { ...options, answered });
  }

  /** A made-up name; the one of the first time where there was one. */
  name(make: () => string): string {
    const name = this.#earlierNames.shift();
    if (name !== undefined) return name;
    const made = make();
    this.#names.push(made);
    return made;
  }

  forget(): void {
    for (let note = 0; note < this.#notes; note++) this.#store?.delete([...this.#key, note]);
  }

  async #look(call: string, look: () => Promise<Answer>): Promise<Answer> {
    const known = taken(this.#earlierLooks, call);
    if (known?.refusal) throw new ServiceException(known.refusal.code, known.refusal.message, {}, known.refusal.status);
    if (known?.answer) return known.answer;
    try {
      const answer = await look();
      this.#looks.push({ call, answer });
      return answer;
    } catch (error) {
      if (error instanceof ServiceException) {
        const { code, message, status } = error;
        this.#looks.push({ call, refusal: { code, message, status } });
      }
      throw error;
    }
  }

  #note(store: Store, call: string, answer: Answer): void {
    this.#store = store;
    const names = this.#names.length > 0 && { names: this.#names };
    const looks = this.#looks.length > 0 && { looks: this.#looks };
    const wanted = this.#notes === 0 && { wanted: { about: this.about(), recipe: this.recipe() } };
    store.put([...this.#key, this.#notes++], { call, answer, ...names, ...looks, ...wanted } satisfies Note);
    this.#names = [];
    this.#looks = [];
  }

  /** Those that were under way at a place when their process ended, the oldest run first where the order is known. */
  static interrupted(store: Store, place: string): readonly Creation[] {
    const notes = new Map<string, { readonly key: Key; readonly notes: Note[] }>();
    for (const { key, value } of store.range<Note>({ prefix: [ROOT, place] })) {
      if (live.has(String(key[2]))) continue;
      const name = key.slice(2, 4).join(" ");
      const known = notes.get(name);
      if (known) known.notes.push(value);
      else notes.set(name, { key: key.slice(0, 4), notes: [value] });
    }
    return [...notes.values()].map(({ key, notes }) => {
      const { about, recipe } = notes[0]!.wanted!;
      const creation = new Creation(key, () => about, notes);
      creation.#store = store;
      creation.recipe = () => recipe;
      return creation;
    });
  }
}

/** Takes out the first that tells of such a call. */
function taken<Told extends { readonly call: string }>(told: Told[], call: string): Told | undefined {
  const index = told.findIndex((one) => one.call === call);
  return index === -1 ? undefined : told.splice(index, 1)[0];
}
