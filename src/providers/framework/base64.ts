/** Base64 as Go's decoder reads it: strict, newlines ignored, the position of the first wrong byte in the error. */

interface Alphabet {
  /** `-` and `_` in place of `+` and `/`. */
  readonly url: boolean;
  readonly padded: boolean;
}

/** What is wrong with the text, or undefined. */
export function base64Problem(text: string, { url, padded }: Alphabet): string | undefined {
  const digit = url ? /[A-Za-z0-9_-]/ : /[A-Za-z0-9+/]/;
  const illegal = (at: number): string => `illegal base64 data at input byte ${at}`;
  let digits = 0;
  for (let at = 0; at < text.length; at++) {
    const c = text[at] as string;
    if (c === "\r" || c === "\n") continue;
    if (digit.test(c)) {
      digits++;
      continue;
    }
    if (padded && c === "=" && digits % 4 >= 2) return paddingProblem(text, at, digits % 4);
    return illegal(at);
  }
  const rest = digits % 4;
  return rest === 0 || (!padded && rest !== 1) ? undefined : illegal(text.length - rest);
}

/** Padding from that place to the end of the text; after two digits there are two signs of it. */
function paddingProblem(text: string, at: number, digits: number): string | undefined {
  const illegal = (place: number): string => `illegal base64 data at input byte ${place}`;
  const pastNewlines = (place: number): number => place + (/^[\r\n]*/.exec(text.slice(place))?.[0].length ?? 0);
  let next = at + 1;
  if (digits === 2) {
    next = pastNewlines(next);
    if (next === text.length) return illegal(text.length);
    if (text[next] !== "=") return illegal(next - 1);
    next++;
  }
  next = pastNewlines(next);
  return next < text.length ? illegal(next) : undefined;
}
