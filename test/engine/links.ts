/** The lines between nodes: each direction of each pair goes through a listener of its own, which can be cut. */
import { createConnection, createServer, type AddressInfo, type Server, type Socket } from "node:net";

const HOST = "127.0.0.1";

export class Link {
  readonly from: string;
  readonly to: string;
  readonly #target: number;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #isCut = false;

  private constructor(from: string, to: string, target: number) {
    this.from = from;
    this.to = to;
    this.#target = target;
    this.#server = createServer((socket) => this.#join(socket));
  }

  /** @param target the port on which the node listens that the line leads to. */
  static async open(from: string, to: string, target: number): Promise<Link> {
    const link = new Link(from, to, target);
    await new Promise<void>((resolve) => link.#server.listen(0, HOST, resolve));
    return link;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
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
    const far = createConnection(this.#target, HOST);
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
