/** A trust root in words: its hash so that people can compare it, and what it says. */
import { inGroups } from "../../../client/text/ids.ts";
import type { Text } from "../../../client/text/text.ts";
import type { TrustRoot } from "../../../verifier/index.ts";
import type { Grid } from "../../cli/grid.ts";

type Root = Pick<TrustRoot, "districts" | "editions" | "validators">;

/** The hash of a root, to be read and compared. */
export function hashParts(number: number, hash: string): Text[] {
  const [first = "", second = ""] = inGroups(hash).map((line) => `    ${line}`);
  return [
    { en: `Trust root ${number}, hash ${hash}:`, zh: `第 ${number} 号信任根，哈希 ${hash}：` },
    { en: first, zh: first },
    { en: second, zh: second },
  ];
}

/** `Wujin (district 2)` */
export function districtIn({ districts }: Pick<Root, "districts">, id: number): Text {
  const named = districts.find((one) => one.id === id);
  const [en, zh] = [`district ${id}`, `第 ${id} 区`];
  return named ? { en: `${named.en} (${en})`, zh: `${named.zh}（${zh}）` } : { en, zh };
}

/** Everything in a root that people can check with their own eyes. */
export function rootGrid(root: TrustRoot): Grid {
  const { chainId, genesis, consensus, districts, editions, validators } = root;
  const kind = consensus === "qbft" ? QBFT : DEVELOPMENT;
  return {
    head: [
      { en: "What", zh: "事项" },
      { en: "In the trust root", zh: "信任根所载" },
    ],
    rows: [
      [{ en: "Chain", zh: "链" }, String(chainId)],
      [{ en: "First block", zh: "创世区块" }, genesis],
      [{ en: "Blocks", zh: "区块" }, kind],
      ...districts.map(({ id, en, zh }) => [districtLabel(id), { en, zh }]),
      ...editions.map((edition, i) => [{ en: `Edition ${i + 1}`, zh: `第 ${i + 1} 版次` }, editionText(edition)]),
      ...validators.flatMap(({ from, through, members }) =>
        members.map(({ district, address }, i) => [
          i === 0 ? rangeText(from, through) : { en: "", zh: "" },
          validatorText(root, district, address),
        ]),
      ),
    ],
  };
}

/** Its address, and how many contracts it has beside itself. */
function editionText({ edition, ...parts }: Root["editions"][number]): Text {
  const count = Object.keys(parts).length;
  return { en: `${edition.address}, with ${count} contracts`, zh: `${edition.address}，含 ${count} 个合约` };
}

/** `Validators, blocks 0 to 99` */
function rangeText(from: number, through: number | null): Text {
  if (through === null) return { en: `Validators from block ${from}`, zh: `区块 ${from} 起的验证节点` };
  return { en: `Validators, blocks ${from} to ${through}`, zh: `区块 ${from} 至 ${through} 的验证节点` };
}

export function validatorText(root: Pick<Root, "districts">, district: number, address: string): Text {
  const { en, zh } = districtIn(root, district);
  return { en: `${address}, ${en}`, zh: `${address}，${zh}` };
}

function districtLabel(id: number): Text {
  return { en: `District ${id}`, zh: `第 ${id} 区` };
}

const QBFT: Text = { en: "sealed by the districts' validators (QBFT)", zh: "由各区验证节点签章（QBFT）" };
const DEVELOPMENT: Text = {
  en: "of a development chain, sealed by nobody: its proofs are for practice only",
  zh: "开发用链区块，无人签章：其证明仅供练习",
};
