/** `login` and `logout`: the sentences are terraform 1.11's, which was run and compared. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { login, logout } from "../../src/cli/commands/login.ts";
import { parseServiceHost } from "../../src/cli/service-host.ts";
import { runCommand } from "../support/run-command.ts";

let home: string;
beforeEach(() => void (home = mkdtempSync(join(tmpdir(), "login-"))));
afterEach(() => rmSync(home, { recursive: true }));

const run = (command: typeof login, ...args: string[]) => runCommand(home, command, args, undefined, { HOME: home });

test.each([
  ["", "empty string is not a valid hostname"],
  [":80", "empty string is not a valid hostname"],
  ["a..b", "hostname contains empty label (two consecutive periods)"],
  [".a", "hostname contains empty label (two consecutive periods)"],
  ["a_b!", "idna: disallowed rune U+005F"],
  ["-a.b", 'idna: invalid label "-a"'],
  ["ab--cd.e", 'idna: invalid label "ab--cd"'],
  [
    "xn--bcher-kva.de",
    'hostname label "xn--bcher-kva" specified in punycode format; service hostnames must be given in unicode',
  ],
  ["a:", "port portion contains non-digit characters"],
  ["a:1:2", "port portion contains non-digit characters"],
  ["localhost:99999", "port number is greater than 65535"],
])("hostname %j is refused", (text, error) => expect(parseServiceHost(text)).toEqual({ error }));

test.each([
  ["EXAMPLE.com", "example.com"],
  ["a:443", "a"],
  ["a.b:8080", "a.b:8080"],
  ["bücher.de", "bücher.de"],
])("hostname %j is shown as %j", (text, shown) => expect(parseServiceHost(text)).toEqual({ shown }));

test("logout removes a stored token and keeps the others", async () => {
  expect(await run(logout)).toEqual({ code: 0, out: "No credentials for app.terraform.io are stored.\n", err: "" });
  const path = join(home, ".terraform.d", "credentials.tfrc.json");
  mkdirSync(join(home, ".terraform.d"));
  writeFileSync(path, '{"credentials":{"example.com":{"token":"t"},"app.terraform.io":{"token":"u"}}}');
  expect((await run(logout, "EXAMPLE.com")).out).toBe(
    `Removing the stored credentials for example.com from the following file:\n    ${path}\n\nSuccess! Terraform has removed the stored API token for example.com.\n`,
  );
  expect(readFileSync(path, "utf8")).toBe(
    '{\n  "credentials": {\n    "app.terraform.io": {\n      "token": "u"\n    }\n  }\n}',
  );
});

test("logout leaves what is configured by hand", async () => {
  writeFileSync(join(home, ".terraformrc"), 'credentials "example.com" {\n  token = "x"\n}\n');
  const { code, err } = await run(logout, "example.com");
  expect(code).toBe(1);
  expect(err).toContain("Error: Credentials for example.com are manually configured");
});

test("login takes one host", async () => {
  expect((await run(login, "a", "b")).err).toMatch(
    /^The login command expects at most one argument: the host to log in to\.\nUsage: /,
  );
  expect((await run(login, "a_b")).err).toContain(
    'The given hostname "a_b" is not valid: idna: disallowed rune U+005F.',
  );
});
