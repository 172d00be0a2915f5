/** When the server has nothing else to do: work for such times begins a while after the last thing that happened. */
export class IdleTime {
  readonly #work: (signal: AbortSignal) => Promise<void>;
  #timer: NodeJS.Timeout | undefined;
  #working: AbortController | undefined;

  /** The work is told by its signal to stop; it is begun again in the next idle time. */
  constructor(work: (signal: AbortSignal) => Promise<void>) {
    this.#work = work;
  }

  /** Nothing is under way from now on; the work begins after that many milliseconds. */
  begin(after: number): void {
    this.end();
    this.#timer = setTimeout(() => void this.#run(), after);
    this.#timer.unref();
  }

  /** Something short has happened: what has not begun waits its time again. The work itself may be the cause. */
  touch(): void {
    this.#timer?.refresh();
  }

  /** Something begins that is not to wait. */
  end(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#working?.abort();
  }

  async #run(): Promise<void> {
    this.#timer = undefined;
    const working = new AbortController();
    this.#working = working;
    // What goes wrong here is for a command to say.
    await this.#work(working.signal).catch(() => undefined);
    if (this.#working === working) this.#working = undefined;
  }
}
