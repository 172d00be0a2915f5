/**
 * The cloud's clock. Everything that depends on time reads it here and sets its timers here, so that
 * `terrarium clock advance 7d` expires, ends and fires what a week would have.
 */
export interface Clock {
  /** Milliseconds since the epoch, as the cloud sees time. */
  now(): number;
  /** Calls back when the cloud's time reaches `at`. The returned function cancels. The timer does not keep the process alive. */
  at(at: number, callback: () => void): () => void;
  /** Resolves after that many milliseconds of the cloud's time; rejects with the signal's reason when aborted. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** Moves the cloud's time forward, firing in order the timers that fall due. */
  advance(milliseconds: number): Promise<void>;
}
