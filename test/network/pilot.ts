/** A network to try things with: four districts with a validator each, of which one also has a node for officers and one for the public. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { readNetwork, type Network } from "../../network/description.ts";

/** Keys of which the private part is lost; a real node was started with these. */
export const KEYS = [
  "0x40a988aa7ad3f3446b805c9102a9b51c1b530bdf7de57decd9cd442e4d7d8e6d142c2c47df25c09e839af257d22a3bdffa7c7d23bb64e1b9dc2d89dd629618aa",
  "0xf73af72ca49ca0dc972e60953ba98a330055d2398056cc08a1ac16982a6b5ae5746337cdba292ee387d0fa073c19fbf2819755e86a2e06c0238439f1386dafe4",
  "0x733942f80ae872200b906d1ee8706d691b6af3700b927ceb84e484b59c1b2ff748e1b5f5abbebf23dba3eacf9ab98f25140a39607981d613db70c1f3cc4ba4e7",
  "0x9c18f67f5a800210f6f00cc80f307e5fdc86fd2966f6fb48ed65af1be266abcc45cad680368b8e151dad1ed23dd1d15124753b48f3e203d9c59803a399b829b3",
  "0xfcd1c98de77a866cf268390f7c8d3b119e308d98ad997040bf27e5e5ba629cf8945edd7bc2fabc7b0f667108410561ba8aa67146aef2a0413c63fc091d278b55",
  "0xd2ce4c37d5396028d7eba9ad810248bf0733d811b8ede1d45bee046abb2cf653fc2e838fed59879a286125ee612723970140f235384cd74d125056e09d74ce75",
] as const;

const node = (name: string, kind: string, host: string, key: string) => `      - name: ${name}
        kind: ${kind}
        host: ${host}
        publicKey: "${key}"
`;

export const PILOT = `name: tongdui-pilot
chainId: 20260917
blockPeriodSeconds: 2
besu: 26.9.0
startsAt: 2026-11-01
districts:
  - slug: yangpu
    name: { en: Yangpu, zh: 杨浦区 }
    nodes:
${node("yangpu-1", "validator", "10.11.0.1", KEYS[0])}  - slug: wujin
    name: { en: Wujin, zh: 武进区 }
    nodes:
${node("wujin-1", "validator", "10.11.0.2", KEYS[1])}${node("wujin-office", "operator", "10.11.0.5", KEYS[4])}${node("wujin-public", "public", "10.11.0.6", KEYS[5])}  - slug: nanhu
    name: { en: Nanhu, zh: 南湖区 }
    nodes:
${node("nanhu-1", "validator", "10.11.0.3", KEYS[2])}  - slug: hefei
    name: { en: Hefei High-tech Zone, zh: 合肥高新区 }
    nodes:
${node("hefei-1", "validator", "10.11.0.4", KEYS[3])}`;

/** The description with one thing other than it is. */
export function pilotWith(was: string, is: string): string {
  if (!PILOT.includes(was)) throw new Error(`The pilot does not say: ${was}`);
  return PILOT.replace(was, is);
}

/** Runs something with a description in a file of its own. */
export async function inFile<T>(text: string, use: (file: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), "network-"));
  try {
    const file = path.join(folder, "network.yaml");
    await writeFile(file, text);
    return await use(file);
  } finally {
    await rm(folder, { recursive: true });
  }
}

export async function readPilot(text = PILOT): Promise<Network> {
  return inFile(text, readNetwork);
}
