/** Trees drawn with lines, as Terraform draws modules and providers. */
export interface TreeNode {
  readonly label: string;
  readonly children: readonly TreeNode[];
}

/** The blanks after the line are the unbreakable ones that Terraform prints. */
const LINK = "│\u00a0\u00a0 ";

/** The children of a root that is drawn as a dot. */
export function drawTree(nodes: readonly TreeNode[]): string {
  return `.\n${drawLevel(nodes, "")}`;
}

function drawLevel(nodes: readonly TreeNode[], indent: string): string {
  return nodes
    .map(({ label, children }, i) => {
      const isLast = i === nodes.length - 1;
      const branch = `${indent}${isLast ? "└── " : "├── "}${label}\n`;
      return branch + drawLevel(children, indent + (isLast ? "    " : LINK));
    })
    .join("");
}
