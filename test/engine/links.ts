/** The lines between nodes: each direction of each pair goes through a listener of its own, which can be cut. */
import { once } from "node:events";
import { createConnection, createServer, type Server, type Socket } from "node:net";

/** Where a line begins and ends. */
export interface Ends {
  /** The nodes' names. */
  readonly from: string;
  readonly to: string;
  /** Where the one calls. */
  readonly at: { readonly host: string; readonly port: number };
  /** Where the other listens. */
  readonly target: { readonly host: string; readonly port: number };
  /** The address from which the call comes to it. */
  readonly source: string;
}

export class Link {
  readonly from: string;
  readonly to: string;
  readonly #ends: Ends;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #isCut = false;

  constructor(ends: Ends) {
    this.from = ends.from;
    this.to = ends.to;
    this.#ends = ends;
    this.#server = createServer((socket) => this.#join(socket));
  }

  /** @throws Error where the machine has no such address: all of 127.0.0.0/8 is there on Linux. */
  async open(): Promise<void> {
    const { host, port } = this.#ends.at;
    this.#server.listen(port, host);
    await once(this.#server, "listening");
  }

  /** Nobody can call any more; who is connected stays so. */
  shut(): void {
    if (this.#server.listening) this.#server.close();
  }

  cut(): void {
    this.#isCut = true;
    for (const socket of this.#sockets) socket.destroy();
  }

  heal(): void {
    this.#isCut = false;
  }

  close(): void {
    this.cut();
    this.#server.close();
  }

  #join(near: Socket): void {
    if (this.#isCut) {
      near.destroy();
      return;
    }
    const { target, source } = this.#ends;
    const far = createConnection({ ...target, localAddress: source });
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#sockets.add(one);
      one.on("error", () => other.destroy());
      one.on("close", () => {
        this.#sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  }
}
