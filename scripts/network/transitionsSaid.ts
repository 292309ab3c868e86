/** What the file's transitions mean for the chain as it stands. */
import type { Text } from "../../client/text/text.ts";
import type { Roll, RollTransition } from "../../network/life/roll.ts";
import { sealedBlocks } from "../../network/life/sealedBlock.ts";
import { orUndefined } from "../../network/life/oneNode.ts";
import type { Standing } from "../../network/life/standing.ts";
import { sealerText } from "./verdictSaid.ts";

export async function transitionRemarks({ here, height }: Standing, roll: Roll): Promise<Text[]> {
  const best = here.find((look) => look.height === height);
  if (!best) return [];
  const toCome = roll.transitions.filter(({ block }) => block > height).map((one) => toComeText(one, height, roll));
  const reached = roll.transitions.findLast(({ block }) => block <= height);
  if (!reached) return toCome;
  const [block] = (await orUndefined(sealedBlocks(best.node, reached.block, reached.block))) ?? [];
  return !block || isSame(block.validators, reached.validators) ? toCome : [otherText(reached), ...toCome];
}

function isSame(found: RollTransition["validators"], wanted: RollTransition["validators"]): boolean {
  return found.length === wanted.length && found.every((one) => wanted.includes(one));
}

function toComeText({ block, validators }: RollTransition, height: number, roll: Roll): Text {
  const names = validators.map((address) => sealerText(address, roll));
  const when =
    block === height + 1
      ? {
          en: "That is the next one: it comes once they run with the new genesis.json.",
          zh: "即下一个区块：上述节点均使用新的 genesis.json 运行后出块。",
        }
      : {
          en: `The newest is ${height}: all before it are sealed by those of now.`,
          zh: `最新区块为 ${height}：此前的区块仍由现任验证节点签章。`,
        };
  return {
    en: `By the file ${names.map(({ en }) => en).join(", ")} seal from block ${block} on. ${when.en}`,
    zh: `按网络文件，自区块 ${block} 起由${names.map(({ zh }) => zh).join("、")}签章。${when.zh}`,
  };
}

function otherText({ block }: RollTransition): Text {
  return {
    en: `Block ${block} names other validators than the file's transition there: no node that starts with the file's genesis.json can follow this chain.`,
    zh: `区块 ${block} 所载验证节点与网络文件的 transition 不同：使用该 genesis.json 启动的节点无法跟上本链。`,
  };
}
