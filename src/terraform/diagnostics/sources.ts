/** The source files that diagnostics may point into, by the name that ranges carry. */
import type { SourceFile } from "../../hcl/syntax.ts";

export class Sources {
  readonly #files = new Map<string, SourceFile>();

  add(file: SourceFile): void {
    this.#files.set(file.filename, file);
  }

  get(filename: string): SourceFile | undefined {
    return this.#files.get(filename);
  }
}
