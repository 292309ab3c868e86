/** `network key`: a node's private key, made on the machine that it stays on; its public part is what travels. */
import { randomBytes } from "node:crypto";
import path from "node:path";
import { disk } from "../../client/files/disk.ts";
import { readSecretFile, shown } from "../../client/files/secretFile.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { addressOf, privateKeyIn, publicKeyOf } from "../../network/publicKey.ts";
import type { Answer, Part } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { newFile } from "../tables/newFile.ts";

export interface KeyInput {
  /** The folder that the key's file lies in. */
  readonly out: string;
}

/** The file's name, which compose.yaml's secret has too. */
const NAME = "node-key";

/**
 * Makes the key, or shows the public part of the one that is there: it is never replaced.
 *
 * @throws TongduiError `NodeKeyUnreadable`; as readSecretFile and newFile.
 */
export async function nodeKey({ out }: KeyInput, context: Context): Promise<Answer> {
  const file = path.resolve(out, NAME);
  const isThere = (await disk.list(path.dirname(file))).includes(NAME);
  if (!isThere && context.dryRun) return wouldBeMade(file);
  if (!isThere) {
    await disk.makeFolder(path.dirname(file));
    await newFile(file, false, async (add) => add(`0x${newPrivateKey().toString("hex")}\n`), 0o600);
  }
  const privateKey = privateKeyIn(await readSecretFile(file)) ?? unreadable(file);
  const publicKey = publicKeyOf(privateKey);
  const address = addressOf(publicKey);
  const handOver = `        publicKey: "${publicKey}"`;
  return {
    data: { file, publicKey, address, end: isThere ? "before" : "done" },
    parts: [
      isThere ? wasThere(file) : made(file),
      HAND_OVER,
      { en: handOver, zh: handOver },
      { en: `Its address, under which it seals, is ${address}.`, zh: `节点地址（出块签章所用）为 ${address}。` },
      ...(isThere ? [] : [KEEP]),
    ],
  };
}

/** Nearly every 32 bytes are a private key; the few that are none are drawn again. */
function newPrivateKey(): Buffer {
  for (;;) {
    const bytes = randomBytes(32);
    if (privateKeyIn(bytes.toString("hex"))) return bytes;
  }
}

const made = (file: string): Part => ({
  en: `✓ The node's key is made: ${shown(file)}, for its owner alone (mode 600).`,
  zh: `✓ 已生成节点密钥：${shown(file)}，仅属主可读（权限 600）。`,
});
const wasThere = (file: string): Part => ({
  en: `✓ The node's key was made before: ${shown(file)}. It is left as it is.`,
  zh: `✓ 节点密钥此前已生成：${shown(file)}，保持不变。`,
});
const HAND_OVER: Part = {
  en: "This line goes into network.yaml, at the node's place; hand it to whoever keeps that file. Nothing else leaves this machine:",
  zh: "请将下面一行交给 network.yaml 的维护人，写在该节点处。除此之外任何内容都不离开本机：",
};
const KEEP: Part = {
  en: "Keep one copy of the file offline, in a safe. Never put it on a second machine: two nodes with one key harm the network.",
  zh: "请离线备份一份并存入保险柜。切勿放到另一台机器上：两个节点共用一个密钥会危害网络。",
};

function wouldBeMade(file: string): Answer {
  return {
    data: { file, publicKey: null, address: null, end: "tried" },
    parts: [{ en: `· A node's key would be made: ${shown(file)}`, zh: `· 将生成节点密钥：${shown(file)}` }],
  };
}

function unreadable(file: string): never {
  throw new TongduiError(
    "NodeKeyUnreadable",
    { en: `${shown(file)} holds no private key.`, zh: `${shown(file)} 中没有有效的私钥。` },
    {
      hint: {
        en: "It should be 0x and 64 hexadecimal digits on the first line. Bring the copy back, or choose another folder for a new key.",
        zh: "首行应为 0x 加 64 位十六进制数字。请用备份恢复，或另选文件夹生成新密钥。",
      },
    },
  );
}
