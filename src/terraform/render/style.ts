/** Colours of the terminal, written the way Terraform writes them: the code, the text, two resets. */
export type Colour = "red" | "green" | "yellow" | "cyan" | "dark_gray" | "bold" | "blue" | "underline";

const CODES: Readonly<Record<Colour, number>> = {
  red: 31,
  green: 32,
  yellow: 33,
  blue: 34,
  cyan: 36,
  dark_gray: 90,
  bold: 1,
  underline: 4,
};

export const RESET = "\u001b[0m";

export interface Style {
  /** False prints plain text. */
  readonly colour: boolean;
  /** Width that paragraphs are wrapped at; undefined does not wrap. */
  readonly width: number | undefined;
}

export function paint(style: { readonly colour: boolean }, text: string, ...colours: readonly Colour[]): string {
  if (!style.colour) return text;
  return `${colours.map((c) => `\u001b[${CODES[c]}m`).join("")}${text}${RESET}${RESET}`;
}

/** Breaks a paragraph at spaces, one column short of the width; lines that start with a space stand as they are. */
export function wrapParagraphs(text: string, width: number | undefined): string {
  if (width === undefined || width < 2) return text;
  return text
    .split("\n")
    .map((line) => (line.startsWith(" ") ? line : wrapLine(line, width - 1)))
    .join("\n");
}

function wrapLine(line: string, width: number): string {
  const lines: string[] = [];
  let current = "";
  let length = 0;
  for (const word of line.split(/ /)) {
    const size = Array.from(word).length;
    if (lines.length === 0 && current === "" && length === 0) {
      current = word;
      length = size;
    } else if (length + 1 + size > width) {
      lines.push(current);
      current = word;
      length = size;
    } else {
      current += ` ${word}`;
      length += 1 + size;
    }
  }
  lines.push(current);
  return lines.join("\n");
}
