// Finds the function that `_HANDLER` names: "folder/file.export", CommonJS or ES module, with Lambda's order of lookup.
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const { createRequire } = require("node:module");
const { pathToFileURL } = require("node:url");
const { RuntimeError } = require("./errors.cjs");

function parseHandler(handler) {
  if (handler.includes("..")) {
    throw new RuntimeError(
      "Runtime.MalformedHandlerName",
      `'${handler}' is not a valid handler name. Use absolute paths when specifying root directories in handler names.`,
    );
  }
  const base = path.basename(handler);
  const folder = handler.slice(0, handler.length - base.length);
  const dot = base.indexOf(".");
  if (dot < 0) throw new RuntimeError("Runtime.MalformedHandlerName", "Bad handler");
  return { module: path.join(folder, base.slice(0, dot)), member: base.slice(dot + 1) };
}

/** Errors of modules that cannot be found name Lambda's own entry as the one that required the first. */
const runtimeRequire = () => createRequire(path.join(process.env.LAMBDA_RUNTIME_DIR ?? "/var/runtime", "index.mjs"));

async function importFile(file) {
  const userRequire = runtimeRequire();
  if (file.endsWith(".mjs")) return import(pathToFileURL(file).href);
  if (file.endsWith(".cjs")) return userRequire(file);
  return isEsmPackage(path.dirname(file)) ? import(pathToFileURL(file).href) : userRequire(file);
}

function isEsmPackage(folder) {
  for (let current = folder; ; current = path.dirname(current)) {
    const file = path.join(current, "package.json");
    if (fs.existsSync(file)) {
      try {
        return JSON.parse(fs.readFileSync(file, "utf8")).type === "module";
      } catch {
        return false;
      }
    }
    if (current === path.dirname(current) || path.basename(current) === "node_modules") return false;
  }
}

async function loadModule(taskRoot, module) {
  const base = path.resolve(taskRoot, module);
  const files = [base, `${base}.js`, `${base}.mjs`, `${base}.cjs`];
  const found = files.find((file) => fs.existsSync(file) && fs.statSync(file).isFile());
  if (found) return importFile(found);
  const userRequire = runtimeRequire();
  return userRequire(userRequire.resolve(module, { paths: [taskRoot] }));
}

async function loadHandler(taskRoot, handlerName) {
  const { module, member } = parseHandler(handlerName);
  let loaded;
  try {
    loaded = await loadModule(taskRoot, module);
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new RuntimeError("Runtime.UserCodeSyntaxError", `${error.name}: ${error.message}`);
    // What an ES module cannot import has another code, and stays the plain Error that it is.
    if (error?.code === "MODULE_NOT_FOUND")
      throw new RuntimeError("Runtime.ImportModuleError", `${error.name}: ${error.message}`);
    throw error;
  }
  const handler = member.split(".").reduce((value, name) => value && value[name], loaded);
  if (!handler) {
    throw new RuntimeError("Runtime.HandlerNotFound", `${handlerName} is undefined or not exported`);
  }
  if (typeof handler !== "function") {
    throw new RuntimeError("Runtime.HandlerNotFound", `${handlerName} is not a function`);
  }
  return handler;
}

module.exports = { loadHandler };
