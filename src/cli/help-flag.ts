/** Asks for help, wherever it stands behind a command. */
export const isHelpFlag = (argument: string): boolean => /^--?h(elp)?$/.test(argument);
