/** A built-in function as its table writes it: its signature and what it does with checked arguments. */
export type Builtin = readonly [signature: string, call: (...args: never[]) => unknown];
export type Builtins = Readonly<Record<string, Builtin>>;
