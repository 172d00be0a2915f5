/**
 * The connections that Node's own servers were given. Those servers never listen, so Node does not track what they
 * serve, and their own ways of closing connections find none.
 */
import type { Server } from "node:http";
import type { Socket } from "node:net";

export class HandedOver {
  /** With how many requests are under way on each. */
  readonly #connections = new Map<Socket, number>();
  #closing = false;

  watch(server: Server): void {
    server.on("connection", (socket: Socket) => {
      this.#connections.set(socket, 0);
      socket.once("close", () => this.#connections.delete(socket));
    });
    server.on("request", ({ socket }, response) => {
      this.#add(socket, 1);
      response.once("close", () => this.#add(socket, -1));
    });
  }

  /** Ends what is idle now, and everything else as soon as it is. */
  close(): void {
    this.#closing = true;
    for (const [socket, requests] of this.#connections) if (requests === 0) socket.destroySoon();
  }

  destroy(): void {
    for (const socket of this.#connections.keys()) socket.destroy();
  }

  #add(socket: Socket, requests: number): void {
    const known = this.#connections.get(socket);
    if (known === undefined) return;
    this.#connections.set(socket, known + requests);
    if (this.#closing && known + requests === 0) socket.destroySoon();
  }
}
