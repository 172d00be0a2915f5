/** A period that the configuration leaves out stays what it was. */
export const periodLeftOut = (_: string, next: string): boolean => next === "0";
