/** A bad line to a node: an HTTP proxy that drops, delays, doubles and cuts what goes through it, as a test says. */
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type Fault =
  | "pass"
  /** The node never hears of it, and the line is cut. */
  | "drop"
  /** The node hears of it, and its answer is lost. */
  | "cut"
  /** Half of the node's answer comes through. */
  | "half"
  /** The node hears it twice; the second answer comes through. */
  | "twice"
  | "busy"
  | "garbage"
  /** Nothing ever comes. */
  | "silence"
  | { readonly delay: number }
  /** The node as it was at a block, from which it has yet to catch up. */
  | { readonly behind: number }
  /** The node never hears of it, and this result comes in its place. */
  | { readonly instead: unknown }
  /** The node's answer with its text changed. */
  | { readonly change: (answer: string) => string };

export interface Proxy {
  readonly url: string;
  /** What happens to a request, by the methods that are in it and how many requests there were before. */
  fault: (methods: readonly string[], before: number) => Fault;
  /** The methods of all requests so far. */
  readonly asked: string[];
  readonly close: () => Promise<void>;
}

export async function openProxy(node: string): Promise<Proxy> {
  let before = 0;
  const forward = async (body: string): Promise<string> => {
    const answer = await fetch(node, { method: "POST", headers: { "content-type": "application/json" }, body });
    return answer.text();
  };

  const forwardBehind = async (body: string, block: number): Promise<string> => {
    const newest = `0x${block.toString(16)}`;
    const answers: unknown = JSON.parse(await forward(body.replaceAll('"latest"', `"${newest}"`)));
    const asked = [JSON.parse(body)].flat() as { id: number; method: string }[];
    const numbers = asked.filter(({ method }) => method === "eth_blockNumber").map(({ id }) => id);
    const told = [answers].flat() as { id: number }[];
    const late = told.map((one) => (numbers.includes(one.id) ? { ...one, result: newest } : one));
    return JSON.stringify(Array.isArray(answers) ? late : late[0]);
  };

  const answer = async (body: string, response: ServerResponse): Promise<void> => {
    const requests = [JSON.parse(body)].flat() as { id: number; method: string }[];
    const methods = requests.map(({ method }) => method);
    proxy.asked.push(...methods);
    const fault = proxy.fault(methods, before);
    before += 1;
    const give = (text: string): void => void response.setHeader("content-type", "application/json").end(text);
    switch (fault) {
      case "pass":
        give(await forward(body));
        return;
      case "drop":
        response.destroy();
        return;
      case "cut":
        await forward(body);
        response.destroy();
        return;
      case "half": {
        const text = await forward(body);
        response.writeHead(200, { "content-length": text.length }).write(text.slice(0, text.length / 2));
        setTimeout(() => response.destroy(), 20);
        return;
      }
      case "twice":
        await forward(body);
        give(await forward(body));
        return;
      case "busy":
        response.writeHead(503).end();
        return;
      case "garbage":
        give("<html>");
        return;
      case "silence":
        return;
      default:
        if ("instead" in fault) {
          const all = requests.map(({ id }) => ({ jsonrpc: "2.0", id, result: fault.instead }));
          give(JSON.stringify(all.length === 1 ? all[0] : all));
          return;
        }
        if ("behind" in fault) {
          give(await forwardBehind(body, fault.behind));
          return;
        }
        if ("delay" in fault) {
          await new Promise((resolve) => setTimeout(resolve, fault.delay));
          give(await forward(body));
          return;
        }
        {
          give(fault.change(await forward(body)));
          return;
        }
    }
  };

  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8");
    request.on("data", (piece: string) => (body += piece));
    request.on("end", () => void answer(body, response).catch(() => response.destroy()));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;

  const proxy: Proxy = {
    url: `http://127.0.0.1:${port}`,
    fault: () => "pass",
    asked: [],
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return proxy;
}
