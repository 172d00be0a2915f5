/** Test results as a JUnit file. */
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Diagnostic } from "../../hcl/diagnostic.ts";
import { diagnosticJson } from "../../terraform/diagnostics/json.ts";
import { diagnosticPlain } from "../../terraform/diagnostics/text.ts";
import type { RunResult, TestEvents } from "../../terraform/test/events.ts";
import type { TestFile } from "../../terraform/test/test-file.ts";
import type { View } from "../view.ts";

interface Timed extends RunResult {
  readonly started: Date | undefined;
  readonly seconds: number;
}

const WIDTH = 80;

export class JunitReport {
  readonly #view: View;
  readonly #files = new Map<TestFile, Timed[]>();
  #started: Date | undefined;

  constructor(view: View) {
    this.#view = view;
  }

  /** Listens to what is told to another view. */
  watch(events: TestEvents): TestEvents {
    return {
      ...events,
      fileStarts: (file) => {
        this.#files.set(file, []);
        events.fileStarts(file);
      },
      runStarts: (file, run) => {
        this.#started = new Date();
        events.runStarts(file, run);
      },
      runEnds: (file, result) => {
        const started = result.status === "skip" ? undefined : this.#started;
        const seconds = started ? (Date.now() - started.getTime()) / 1000 : 0;
        this.#files.get(file)?.push({ ...result, started, seconds });
        events.runEnds(file, result);
      },
    };
  }

  /** What kept the file from being written. */
  save(directory: string, path: string): Diagnostic | undefined {
    try {
      writeFileSync(resolve(directory, path), this.#print());
      return undefined;
    } catch {
      const summary = `error saving JUnit XML to file ${JSON.stringify(path)}`;
      return { severity: "error", summary, detail: `open ${path}: no such file or directory` };
    }
  }

  #print(): string {
    const suites = [...this.#files].map(([file, results]) => {
      const count = (status: string): number => results.filter((result) => result.status === status).length;
      const head = `name="${escape(file.path)}" tests="${results.length}" skipped="${count("skip")}" failures="${count("fail")}" errors="${count("error")}"`;
      const cases = results.map((result) => this.#case(file, result, results)).join("");
      return `  <testsuite ${head}>${cases === "" ? "" : `\n${cases}  `}</testsuite>\n`;
    });
    return `<?xml version="1.0" encoding="UTF-8"?><testsuites>${suites.length > 0 ? "\n" : ""}${suites.join("")}</testsuites>\n`;
  }

  #case(file: TestFile, result: Timed, all: readonly Timed[]): string {
    const { run, started, seconds } = result;
    const time = started ? ` time="${seconds}" timestamp="${started.toISOString()}"` : "";
    const content = this.#content(result, all) + this.#warnings(result);
    const inside = content === "" ? "" : `\n${content}    `;
    return `    <testcase name="${escape(run.name)}" classname="${escape(file.path)}"${time}>${inside}</testcase>\n`;
  }

  #content({ status, diagnostics, run }: Timed, all: readonly Timed[]): string {
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    const element = (name: string, message: string, text: string): string =>
      `      <${name} message="${escape(message)}"><![CDATA[${text}]]></${name}>\n`;
    switch (status) {
      case "fail": {
        const message = `${errors.length} of ${run.assertions.length} assertions failed${errors.length > 1 ? ", including" : ""}: ${errors[0]?.detail ?? ""}`;
        return element("failure", message, this.#text(errors));
      }
      case "error":
        return element("error", "Encountered an error", this.#text(errors));
      case "skip": {
        const failed = all.find((other) => other.status === "error");
        const reason = `Previous testcase ${JSON.stringify(failed?.run.name ?? "")} ended in error, which caused the remaining tests in the file to be skipped`;
        return element("skipped", "Testcase skipped due to a previous testcase error", reason);
      }
      default:
        return "";
    }
  }

  #warnings({ diagnostics }: Timed): string {
    const warnings = diagnostics.filter(({ severity }) => severity === "warning");
    return warnings.length === 0 ? "" : `      <system-err><![CDATA[${this.#text(warnings)}]]></system-err>\n`;
  }

  #text(diagnostics: readonly Diagnostic[]): string {
    return diagnostics
      .map((diagnostic) => diagnosticPlain(diagnosticJson(diagnostic, this.#view.sources), WIDTH))
      .join("");
  }
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&#34;",
  "'": "&#39;",
  "\n": "&#xA;",
  "\t": "&#x9;",
};

const escape = (text: string): string => text.replace(/[&<>"'\n\t]/g, (char) => ENTITIES[char] ?? char);
