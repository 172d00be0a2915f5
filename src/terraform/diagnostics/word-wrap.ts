/**
 * Wraps text as Terraform's messages are wrapped: at spaces only, a word that is too long stays whole, and spaces that
 * do not end a line are kept as they are.
 */
export function wordWrap(text: string, limit: number): string {
  let result = "";
  let column = 0;
  let word = "";
  let space = "";
  const flushWord = (): void => {
    result += space + word;
    column += space.length + wordLength;
    space = "";
    word = "";
    wordLength = 0;
  };
  let wordLength = 0;
  for (const char of text) {
    if (char === "\n") {
      if (word === "") {
        if (column + space.length <= limit) result += space;
        space = "";
      } else {
        flushWord();
      }
      result += char;
      column = 0;
    } else if (/\s/u.test(char) && char !== "\u00a0") {
      if (space === "" || word !== "") flushWord();
      space += char;
    } else {
      word += char;
      wordLength++;
      if (column + space.length + wordLength > limit && wordLength < limit) {
        result += "\n";
        column = 0;
        space = "";
      }
    }
  }
  if (word === "") {
    if (column + space.length <= limit) result += space;
  } else {
    result += space + word;
  }
  return result;
}
