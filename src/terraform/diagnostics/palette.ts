/** Colours of terminal text: escape sequences, or nothing where colour is off. */
export interface Palette {
  readonly bold: string;
  readonly underline: string;
  readonly red: string;
  readonly green: string;
  readonly yellow: string;
  readonly cyan: string;
  readonly darkGray: string;
  readonly reset: string;
}

export const COLOURED: Palette = {
  bold: "\x1b[1m",
  underline: "\x1b[4m",
  red: "\x1b[31m",
  green: "\x1b[32m",
  yellow: "\x1b[33m",
  cyan: "\x1b[36m",
  darkGray: "\x1b[90m",
  reset: "\x1b[0m",
};

export const PLAIN: Palette = {
  bold: "",
  underline: "",
  red: "",
  green: "",
  yellow: "",
  cyan: "",
  darkGray: "",
  reset: "",
};
