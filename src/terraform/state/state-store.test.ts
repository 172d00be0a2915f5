import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { State } from "./state.ts";
import { StateStore } from "./state-store.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "state-store-"));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

// clearImmediate on a timeout took Node's count of immediates with it, and every later write of the cloud slept.
test("a write that was put off and then made is cancelled as what it was", () => {
  const cleared = vi.spyOn(globalThis, "clearImmediate");
  const timeouts = vi.spyOn(globalThis, "clearTimeout");
  const store = new StateStore({ path: join(folder, "terraform.tfstate") });
  const state = new State();
  for (let round = 0; round < 4; round++) {
    store.changed(state);
    store.flush();
  }
  store.changed(state);
  store.finish(state);

  expect(timeouts).toHaveBeenCalled();
  for (const [timer] of cleared.mock.calls) expect(timer).toHaveProperty("_onImmediate");
  expect(store.read().exists).toBe(true);
});
