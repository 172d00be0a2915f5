/** `check` blocks: assertions over the finished plan or state, which warn and never stop anything. */

import { printModuleInstance, printModulePath } from "../addresses/module.ts";
import type { Check, ModuleTree } from "../config/module.ts";
import type { Graph } from "../graph/graph.ts";
import { evaluateRule } from "./check-rules.ts";
import { checkAddress } from "./checks.ts";
import { connectReferences, forEachTree, resourceVertex } from "./config-graph.ts";
import { expressionReferences, ruleExpressions } from "./config-references.ts";
import { ModuleScope } from "./module-scope.ts";
import type { Run } from "./run.ts";

export function addCheckVertices(graph: Graph, run: Run): void {
  forEachTree(run.evaluation.root, (tree) => {
    for (const check of tree.module.checks.values()) {
      const name = checkAddress(printModulePath(tree.path), check.name);
      graph.add({ name, run: () => runCheck(run, tree, check, name) });
      if (check.data) graph.connect(name, resourceVertex(tree.path, check.data));
      connectReferences(graph, name, tree, expressionReferences(ruleExpressions(check.assertions)));
    }
  });
}

function runCheck(run: Run, tree: ModuleTree, check: Check, configAddress: string): boolean {
  run.checks.expand("check", configAddress);
  for (const instance of run.evaluation.instancesOf(tree.path)) {
    const address = checkAddress(printModuleInstance(instance.path), check.name);
    const scope = new ModuleScope(run.environment, instance.path);
    // Without what it reads there is nothing to assert.
    if (run.checks.hasFailed(configAddress, address)) continue;
    for (const rule of check.assertions) {
      const outcome = evaluateRule(rule, "Check block assertion", scope, "warning");
      run.checks.record("check", configAddress, address, outcome.status, outcome.message);
      run.diagnostics.report(outcome.diagnostics);
    }
  }
  return true;
}
