/** What is wrong with YAML text, in the decoder's words. */
export class YamlError extends Error {}
