/** Where a module call finds its module: a local folder, a registry, or something to download. */
export type ModuleSource = LocalSource | RegistrySource | RemoteSource;

export interface LocalSource {
  readonly kind: "local";
  /** Starts with `./` or `../`, cleaned. */
  readonly path: string;
}

export interface RegistrySource {
  readonly kind: "registry";
  readonly hostname: string;
  readonly namespace: string;
  readonly name: string;
  readonly target: string;
  /** Folder within the package; empty for its root. */
  readonly subdirectory: string;
}

export interface RemoteSource {
  readonly kind: "remote";
  /** With the way of getting it in front: `git::https://example.com/repo.git?ref=v1`. */
  readonly packageAddress: string;
  readonly subdirectory: string;
}
