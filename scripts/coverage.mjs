// `npm run coverage`: writes the tables of what is built into README.md, from the registries themselves.
// With --check it writes nothing and fails when the README is behind.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const readme = join(root, "README.md");
const folder = mkdtempSync(join(root, "node_modules", ".coverage-"));

try {
  const outfile = join(folder, "coverage.mjs");
  await build({
    stdin: {
      contents: `
        export { serviceRegistry } from "./src/services/registry.ts";
        export { builtInProviders, providerType } from "./src/providers/registry.ts";`,
      resolveDir: root,
    },
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    logLevel: "error",
  });
  const { serviceRegistry, builtInProviders, providerType } = await import(pathToFileURL(outfile).href);

  const services = [];
  for (const [name, entry] of Object.entries(serviceRegistry)) {
    const { operations } = await entry.load();
    const shapes = JSON.parse(readFileSync(join(root, "src/shapes/generated", `${name}.json`), "utf8"));
    const all = Object.keys(shapes.operations);
    services.push(`| ${name} | ${Object.keys(operations).length} of ${all.length} |`);
  }
  const providers = [];
  for (const source of builtInProviders()) {
    const type = await providerType(source);
    providers.push(
      `| ${source.replace(/^registry\.terraform\.io\//, "")} | ${type.version} | ${type.resources.size} | ${type.dataSources.size} |`,
    );
  }
  const table = [
    "| service | operations built |",
    "|---|---|",
    ...services.sort(),
    "",
    "| provider | behaves as version | resource types | data sources |",
    "|---|---|---|---|",
    ...providers.sort(),
  ].join("\n");

  const text = readFileSync(readme, "utf8");
  const next = text.replace(
    /(<!-- coverage -->\n)[\s\S]*?(\n<!-- \/coverage -->)/,
    (_, start, end) => `${start}${table}${end}`,
  );
  if (process.argv.includes("--check")) {
    if (next !== text) {
      console.error("The coverage tables in README.md are behind: npm run coverage");
      process.exitCode = 1;
    }
  } else writeFileSync(readme, next);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
