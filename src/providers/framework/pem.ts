/** PEM blocks. */
export interface PemBlock {
  readonly label: string;
  readonly der: Buffer;
}

export function pem(label: string, der: Uint8Array, lineLength = 64): string {
  const lines =
    Buffer.from(der)
      .toString("base64")
      .match(new RegExp(`.{1,${lineLength}}`, "g")) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join("\n")}\n-----END ${label}-----\n`;
}

/** The first block in the text; undefined when there is none. */
export function firstPemBlock(text: string): PemBlock | undefined {
  const match = /-----BEGIN ([A-Z0-9 ]+)-----\r?\n([\s\S]*?)-----END \1-----/.exec(text);
  return match ? { label: match[1] as string, der: Buffer.from(match[2] as string, "base64") } : undefined;
}
