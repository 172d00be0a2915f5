// The same as a module.
export const handler = async (event) => event;
