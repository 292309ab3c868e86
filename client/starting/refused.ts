/** What the system refuses a server that starts: its port, or a file. */
import { TongduiError } from "../errors/tongduiError.ts";
import { fileRefused } from "../files/refused.ts";
import type { Text } from "../text/text.ts";

const PORTS: Readonly<Record<string, Text>> = {
  EADDRINUSE: { en: "another program has that port", zh: "该端口已被其他程序占用" },
  EADDRNOTAVAIL: { en: "this computer has no such address", zh: "本机没有该地址" },
  EACCES: { en: "this user of the computer may not have that port", zh: "当前系统用户不能使用该端口" },
  ENOTFOUND: { en: "there is no such host", zh: "没有该主机" },
};

/** Undefined for what is no refusal of the system's. */
export function refusedBySystem(error: unknown): TongduiError | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code = "", syscall = "", path, ...where } = error as NodeJS.ErrnoException & Partial<Where>;
  if (syscall === "listen" || syscall === "getaddrinfo") return notListening(where, PORTS[code], code);
  return path === undefined ? undefined : fileRefused(path, error);
}

interface Where {
  readonly address: string;
  readonly hostname: string;
  readonly port: number;
}

function notListening({ address, hostname, port }: Partial<Where>, why: Text | undefined, code: string): TongduiError {
  const at = [address ?? hostname, port].filter((part) => part !== undefined).join(":");
  return new TongduiError(
    "PortRefused",
    { en: `Nothing can be served at ${at}: ${why?.en ?? code}.`, zh: `无法在 ${at} 提供服务：${why?.zh ?? code}。` },
    { hint: { en: "Give another one after --port or --host.", zh: "请在 --port 或 --host 后另行指定。" } },
  );
}
