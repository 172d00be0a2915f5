/** How a service refuses a call: `Code: sentence`. Fails when it does not. */

/** Any command of any SDK client. */
export interface AnyCommand {
  readonly input: object;
}

export async function refusalOf(
  client: { send(command: never): Promise<unknown> },
  command: AnyCommand,
): Promise<string> {
  try {
    await client.send(command as never);
  } catch (error) {
    const { name, message } = error as Error;
    return `${name}: ${message}`;
  }
  throw new Error("The call was not refused");
}
