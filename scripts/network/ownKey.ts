/** Whose folder it is: a node's own key stands in its list of who is let in, and not among those whom it calls. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { shown } from "../../client/files/secretFile.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { keyIn } from "../../network/life/look.ts";
import { addressOf, privateKeyIn, publicKeyOf } from "../../network/publicKey.ts";
import type { Hex } from "../../verifier/bytes.ts";

/**
 * That the folder is a node's, and the key that node's. A key that is another node's would be restored and seal for two.
 *
 * @param key what the key's file holds.
 * @returns the node's address, in lower case.
 * @throws TongduiError `NotANodeFolder`, `NodeKeyUnreadable`, `NodeKeyOther`.
 */
export async function demandOwnKey(folder: string, key: string, keyFile: string): Promise<Hex> {
  const [allowed, called] = await Promise.all([
    keysIn(folder, "permissions_config.toml"),
    keysIn(folder, "static-nodes.json"),
  ]);
  const own = allowed.filter((one) => !called.includes(one));
  const [first] = own;
  if (first === undefined || own.length > 1) throw notANodeFolder(folder);
  const secret = privateKeyIn(key);
  if (!secret) throw noKey(keyFile);
  const [wanted, address] = [addressOf(`0x${first}`), addressOf(publicKeyOf(secret))];
  if (wanted !== address) throw other(folder, keyFile, { wanted, address });
  return address;
}

async function keysIn(folder: string, name: string): Promise<string[]> {
  const text = await readFile(path.join(folder, name), "utf8").catch((cause: unknown) => {
    throw notANodeFolder(folder, cause);
  });
  return [...text.matchAll(/enode:\/\/[^"\s]+/g)].flatMap(([enode]) => keyIn(enode) ?? []);
}

function notANodeFolder(folder: string, cause?: unknown): TongduiError {
  return new TongduiError(
    "NotANodeFolder",
    {
      en: `${shown(folder)} is not the folder of one node.`,
      zh: `${shown(folder)} 不是某一节点的文件夹。`,
    },
    {
      hint: {
        en: "Name nodes/NAME in the network's folder, as tongdui network init made it: permissions_config.toml and static-nodes.json are in it.",
        zh: "请指定网络文件夹中的 nodes/节点名，由 tongdui network init 生成，内含 permissions_config.toml 和 static-nodes.json。",
      },
      cause,
    },
  );
}

function noKey(file: string): TongduiError {
  const name = shown(path.resolve(file));
  return new TongduiError(
    "NodeKeyUnreadable",
    { en: `${name} holds no private key.`, zh: `${name} 中没有有效的私钥。` },
    {
      hint: {
        en: "It should be 0x and 64 hexadecimal digits on the first line.",
        zh: "首行应为 0x 加 64 位十六进制数字。",
      },
    },
  );
}

function other(
  folder: string,
  file: string,
  { wanted, address }: { readonly wanted: Hex; readonly address: Hex },
): TongduiError {
  const [key, node] = [shown(path.resolve(file)), shown(folder)];
  return new TongduiError(
    "NodeKeyOther",
    {
      en: `${key} is the key of ${address}, and ${node} is the folder of the node ${wanted}.`,
      zh: `${key} 是 ${address} 的密钥，而 ${node} 是节点 ${wanted} 的文件夹。`,
    },
    {
      hint: {
        en: "Name the key of this node, or the folder of that one.",
        zh: "请指定该节点的密钥，或该密钥所属节点的文件夹。",
      },
    },
  );
}
