export const UNKNOWN: unique symbol;
