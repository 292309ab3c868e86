/** Ports on this machine. */
import { createServer, type AddressInfo, type Server } from "node:net";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import type { Text } from "../../client/text/text.ts";

const HOST = "127.0.0.1";

/** What listens, and the option with which another port is given. */
export interface Listener {
  readonly name: Text;
  readonly option: string;
}

/** Some server's own may not say to whoever starts it that a port is taken, so it is tried first. @throws TongduiError `PortTaken`. */
export async function demandFree(port: number, listener: Listener): Promise<void> {
  try {
    await close(await listen(port));
  } catch (cause) {
    throw portTaken(port, listener, cause);
  }
}

/** As many free ports, all different. */
export async function freePorts(count: number): Promise<number[]> {
  const probes = await Promise.all(Array.from({ length: count }, async () => listen(0)));
  const ports = probes.map((probe) => (probe.address() as AddressInfo).port);
  await Promise.all(probes.map(close));
  return ports;
}

async function listen(port: number): Promise<Server> {
  const probe = createServer();
  return new Promise((resolve, reject) => {
    probe.once("error", reject);
    probe.listen(port, HOST, () => resolve(probe));
  });
}

async function close(probe: Server): Promise<void> {
  await new Promise<void>((resolve) => probe.close(() => resolve()));
}

function portTaken(port: number, { name, option }: Listener, cause: unknown): TongduiError {
  return new TongduiError(
    "PortTaken",
    { en: `${name.en} cannot listen on port ${port}.`, zh: `${name.zh}无法监听端口 ${port}。` },
    {
      hint: {
        en: `Another program may hold it: stop that one, or give ${option} with another number (0: any free one).`,
        zh: `该端口可能被其他程序占用：请停止该程序，或用 ${option} 指定其他端口（0 表示任意空闲端口）。`,
      },
      cause,
    },
  );
}
