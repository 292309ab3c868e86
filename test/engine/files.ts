/** The files of the suite's consortium: four validators, a node that becomes the fifth, and one for the public. */
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { RLP } from "@ethereumjs/rlp";
import { computeAddress, hexlify, SigningKey, toBeHex } from "ethers";

export const CHAIN_ID = 20_261;
export const BLOCK_SECONDS = 1;

export interface Member {
  readonly name: string;
  readonly kind: "validator" | "operator" | "public";
  readonly key: SigningKey;
  readonly port: number;
  readonly rpcPort: number;
}

export function enode({ key, port }: Pick<Member, "key" | "port">): string {
  return `enode://${key.publicKey.slice(4)}@127.0.0.1:${port}`;
}

export function addressOf({ key }: Pick<Member, "key">): string {
  return computeAddress(key).toLowerCase();
}

/** Writes genesis and what each node is configured by. */
export async function writeFiles(folder: string, members: readonly Member[], second: number): Promise<void> {
  const validators = members
    .filter(({ kind }) => kind === "validator")
    .map(addressOf)
    .sort();
  const extra = [new Uint8Array(32), validators, [], 0, []];
  const genesis = {
    config: {
      chainId: CHAIN_ID,
      berlinBlock: 0,
      londonBlock: 0,
      shanghaiTime: 0,
      cancunTime: 0,
      zeroBaseFee: true,
      qbft: { blockperiodseconds: BLOCK_SECONDS, epochlength: 30_000, requesttimeoutseconds: 4 },
    },
    nonce: "0x0",
    timestamp: toBeHex(second),
    gasLimit: toBeHex(60_000_000),
    difficulty: "0x1",
    mixHash: "0x63746963616c2062797a616e74696e65206661756c7420746f6c6572616e6365",
    coinbase: `0x${"00".repeat(20)}`,
    alloc: { "000f3df6d732807ef1319fb7b8bb8522d0beac02": { balance: "0x0", nonce: "0x1", code: "0x00" } },
    extraData: hexlify(RLP.encode(extra)),
  };
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, "genesis.json"), JSON.stringify(genesis));
  for (const member of members) {
    const own = path.join(folder, "nodes", member.name);
    await mkdir(own, { recursive: true });
    const others = members.filter((other) => other !== member);
    await writeFile(path.join(own, "static-nodes.json"), JSON.stringify(others.map(enode)));
    const allowed = `nodes-allowlist=${JSON.stringify(members.map(enode))}\n`;
    const closed = member.kind === "public" ? "accounts-allowlist=[]\n" : "";
    await writeFile(path.join(own, "permissions_config.toml"), allowed + closed);
    await writeFile(path.join(own, "besu.toml"), tomlOf(member));
  }
}

function tomlOf({ kind, port, rpcPort }: Member): string {
  const apis = kind === "public" ? ["ETH", "NET", "WEB3", "QBFT"] : ["ETH", "NET", "WEB3", "QBFT", "TXPOOL", "ADMIN"];
  const values: Record<string, unknown> = {
    "network-id": CHAIN_ID,
    "sync-mode": "FULL",
    "sync-min-peers": 1,
    "data-storage-format": "FOREST",
    "p2p-host": "127.0.0.1",
    "p2p-interface": "127.0.0.1",
    "p2p-port": port,
    "discovery-enabled": false,
    "nat-method": "NONE",
    "permissions-nodes-config-file-enabled": true,
    ...(kind === "public" ? { "permissions-accounts-config-file-enabled": true } : {}),
    "rpc-http-enabled": true,
    "rpc-http-host": "127.0.0.1",
    "rpc-http-port": rpcPort,
    "rpc-http-api": apis,
    "min-gas-price": 0,
    "tx-pool": "sequenced",
    "tx-pool-min-gas-price": 0,
    "tx-pool-limit-by-account-percentage": 1,
    "remote-connections-limit-enabled": false,
    "color-enabled": false,
  };
  return Object.entries(values)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}\n`)
    .join("");
}
