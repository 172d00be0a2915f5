/** What may be a name in the configuration. */
export const BAD_IDENTIFIER =
  "A name must start with a letter or underscore and may contain only letters, digits, underscores, and dashes.";

export const isIdentifier = (text: string): boolean => /^[\p{ID_Start}_][\p{ID_Continue}-]*$/u.test(text);
