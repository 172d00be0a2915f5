/**
 * A B+ tree in memory: what has been written since the last checkpoint, and the whole store when nothing is kept on
 * disk. Leaves are chained both ways. Emptied nodes are taken out; half-empty ones are left, as most databases do.
 */
interface Leaf<V> {
  readonly keys: string[];
  readonly values: V[];
  next: Leaf<V> | undefined;
  previous: Leaf<V> | undefined;
}

/** `children[i]` holds the keys from `separators[i - 1]` up to but not including `separators[i]`. */
interface Branch<V> {
  readonly separators: string[];
  readonly children: Node<V>[];
}

type Node<V> = Leaf<V> | Branch<V>;

const mostKeys = 64;

export class OrderedMap<V> {
  size = 0;
  /** Counts the changes of structure, so that a cursor notices when its place may have moved. */
  changes = 0;
  #root: Node<V> = emptyLeaf();

  get(key: string): V | undefined {
    const leaf = this.leafFor(key);
    const at = lowerBound(leaf.keys, key);
    return leaf.keys[at] === key ? leaf.values[at] : undefined;
  }

  /** Returns whether the key is new. */
  set(key: string, value: V): boolean {
    const leaf = this.leafFor(key);
    const at = lowerBound(leaf.keys, key);
    if (leaf.keys[at] === key) {
      leaf.values[at] = value;
      return false;
    }
    leaf.keys.splice(at, 0, key);
    leaf.values.splice(at, 0, value);
    this.size++;
    this.changes++;
    if (leaf.keys.length > mostKeys) this.#splitLeaf(leaf, key);
    return true;
  }

  delete(key: string): boolean {
    const leaf = this.leafFor(key);
    const at = lowerBound(leaf.keys, key);
    if (leaf.keys[at] !== key) return false;
    if (leaf.keys.length === 1) this.#removeLeaf(leaf, key);
    leaf.keys.splice(at, 1);
    leaf.values.splice(at, 1);
    this.size--;
    this.changes++;
    return true;
  }

  leafFor(key: string): Leaf<V> {
    let node = this.#root;
    while ("children" in node) node = node.children[upperBound(node.separators, key)]!;
    return node;
  }

  #path(key: string): Branch<V>[] {
    const path: Branch<V>[] = [];
    let node = this.#root;
    while ("children" in node) {
      path.push(node);
      node = node.children[upperBound(node.separators, key)]!;
    }
    return path;
  }

  #splitLeaf(leaf: Leaf<V>, key: string): void {
    const path = this.#path(key);
    // Keys that arrive in order would leave half-empty leaves behind them: split at the end instead.
    const appending = leaf.next === undefined && leaf.keys.at(-1) === key;
    const middle = appending ? leaf.keys.length - 1 : leaf.keys.length >> 1;
    const right: Leaf<V> = {
      keys: leaf.keys.splice(middle),
      values: leaf.values.splice(middle),
      next: leaf.next,
      previous: leaf,
    };
    if (leaf.next) leaf.next.previous = right;
    leaf.next = right;
    this.#insert(path, leaf, right.keys[0]!, right);
  }

  #insert(path: Branch<V>[], left: Node<V>, separator: string, right: Node<V>): void {
    const parent = path.pop();
    if (!parent) {
      this.#root = { separators: [separator], children: [left, right] };
      return;
    }
    const at = upperBound(parent.separators, separator);
    parent.separators.splice(at, 0, separator);
    parent.children.splice(at + 1, 0, right);
    if (parent.children.length <= mostKeys) return;
    const middle = parent.separators.length >> 1;
    const risen = parent.separators[middle]!;
    const sibling: Branch<V> = {
      separators: parent.separators.splice(middle + 1),
      children: parent.children.splice(middle + 1),
    };
    parent.separators.length = middle;
    this.#insert(path, parent, risen, sibling);
  }

  #removeLeaf(leaf: Leaf<V>, key: string): void {
    const path = this.#path(key);
    if (leaf.previous) leaf.previous.next = leaf.next;
    if (leaf.next) leaf.next.previous = leaf.previous;
    for (let parent = path.pop(); parent; parent = path.pop()) {
      const at = upperBound(parent.separators, key);
      parent.children.splice(at, 1);
      parent.separators.splice(Math.max(at - 1, 0), 1);
      if (parent.children.length > 0) return;
    }
    this.#root = emptyLeaf();
  }
}

function emptyLeaf<V>(): Leaf<V> {
  return { keys: [], values: [], next: undefined, previous: undefined };
}

/** Index of the first key not below `key`. */
export function lowerBound(keys: readonly string[], key: string): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (keys[middle]! < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Index of the first key above `key`. */
function upperBound(keys: readonly string[], key: string): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (keys[middle]! <= key) low = middle + 1;
    else high = middle;
  }
  return low;
}
