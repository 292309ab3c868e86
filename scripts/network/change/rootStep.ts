/** The next trust root: proofs of blocks that other validators sealed hold under it alone. */
import path from "node:path";
import { districtIdOf } from "../../../client/deployment.ts";
import { shown } from "../../../client/files/secretFile.ts";
import type { Text } from "../../../client/text/text.ts";
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import { changesOfOld } from "../../../network/life/changesOfOld.ts";
import type { OneNode } from "../../../network/life/oneNode.ts";
import type { SealedBlock } from "../../../network/life/sealedBlock.ts";
import type { Hex, TrustRoot } from "../../../verifier/index.ts";
import type { Reading } from "../../chain/reading.ts";
import { nextOf, setsOf } from "../../proofs/trustRoot/next.ts";
import { nextPlace, readRoot, rootPlace } from "../../proofs/trustRoot/place.ts";
import { standingOf } from "../../proofs/trustRoot/succession.ts";
import type { NamedSet } from "../../proofs/trustRoot/validatorsFile.ts";
import type { Facts } from "./facts.ts";
import type { Step } from "./step.ts";

const TITLE: Text = {
  en: "The next trust root names the validators, and enough of the present ones have signed it",
  zh: "下一信任根载明新的验证节点，并由足够的现任验证节点签署",
};

export async function rootStep(facts: Facts): Promise<Step> {
  const { open, sealing } = facts;
  if (!open) return { key: "trustRoot", title: TITLE, state: "unknown", found: NO_PROFILE };
  const present = rootPlace(open.profile, open.deployment.network);
  const root = await readRoot(present).catch((error: unknown) => {
    if (error instanceof TongduiError && error.code === "TrustRootMissing") return undefined;
    throw error;
  });
  if (!root) return { key: "trustRoot", title: TITLE, state: "unknown", found: NO_ROOT(present) };
  const now = sealing.validators.map(({ address }) => address);
  if (names(root, now)) {
    const found = {
      en: `Trust root ${root.number} names the present validators.`,
      zh: `第 ${root.number} 号信任根已载明现任验证节点。`,
    };
    return { key: "trustRoot", title: TITLE, state: "done", found };
  }
  const file = nextPlace(present, root.number + 1);
  const next = await readRoot(file).catch(() => undefined);
  if (next && names(next, now)) return beingSigned(root, next, file, present);
  const found = {
    en: `Trust root ${root.number} names other validators than block ${facts.height}.`,
    zh: `第 ${root.number} 号信任根所载验证节点与区块 ${facts.height} 不同。`,
  };
  const what = {
    en: `The next trust root is made and written to ${shown(file)}; every district that makes it gets the same.`,
    zh: `生成下一信任根并写入 ${shown(file)}；各区各自生成，内容相同。`,
  };
  const act = async () => nextOf(open, { present, sets: await setsFor(root, facts, open), out: undefined });
  return { key: "trustRoot", title: TITLE, state: "open", found, next: MAKE, mine: { what, act, then: SIGN(file) } };
}

function beingSigned(root: TrustRoot, next: TrustRoot, file: string, present: string): Step {
  const { signers, needed, isEnough } = standingOf(root, next);
  const found = {
    en: `${shown(file)}: ${signers.length} of ${needed} signatures that it takes.`,
    zh: `${shown(file)}：须 ${needed} 个签名，已有 ${signers.length} 个。`,
  };
  return { key: "trustRoot", title: TITLE, state: "open", found, next: isEnough ? PUBLISH(file, present) : SIGN(file) };
}

/** Whether the last set of a root is just these. */
function names({ validators }: TrustRoot, addresses: readonly Hex[]): boolean {
  const members = validators.at(-1)?.members.map(({ address }) => address) ?? [];
  return members.length === addresses.length && members.every((address) => addresses.includes(address));
}

/**
 * All sets since block 0: those of the root, and one for each change after it.
 *
 * @throws TongduiError `ValidatorUnnamed`; as changesOfOld; `DistrictKeyUnknown` for a district that the ledger does not have yet.
 */
export async function setsFor(
  root: TrustRoot,
  { node, blocks, roll }: Facts,
  { deployment }: Reading,
): Promise<NamedSet[]> {
  const sets: NamedSet[] = setsOf(root);
  const known = new Map(root.validators.flatMap(({ members }) => members.map((one) => [one.address, one.district])));
  for (const { number, validators } of [...(await beforeEpoch(root, node, blocks)), ...blocks]) {
    const last = sets.at(-1);
    if (!last || number < last.from) continue;
    const isSame =
      last.members.length === validators.length && last.members.every((one) => validators.includes(one.address));
    if (isSame) continue;
    const members = validators.map((address) => {
      const slug = [...roll.nodes, ...roll.gone].find((node) => node.address === address)?.district.slug;
      const district = slug === undefined ? known.get(address) : districtIdOf(deployment, slug);
      if (district === undefined) throw unnamed(address);
      return { address, district };
    });
    sets.push({ from: number, members });
  }
  return sets;
}

/** The blocks at hand are of this epoch; the change may lie in one before it. */
async function beforeEpoch(root: TrustRoot, node: OneNode, [first]: readonly SealedBlock[]): Promise<SealedBlock[]> {
  const last = root.validators.at(-1);
  if (!last || !first) return [];
  return changesOfOld(node, { number: last.from, validators: last.members.map(({ address }) => address) }, first);
}

function unnamed(address: Hex): TongduiError {
  return new TongduiError(
    "ValidatorUnnamed",
    {
      en: `The validator ${address} stands neither in the network's file nor in the trust root.`,
      zh: `验证节点 ${address} 既不在网络文件中，也不在信任根中。`,
    },
    {
      hint: {
        en: "Take the newest file of the network; ask the districts whose it is.",
        zh: "请使用最新的网络文件，并向各区查明其归属。",
      },
    },
  );
}

const NO_PROFILE: Text = {
  en: "Not asked: there is no profile here. An office sees it.",
  zh: "未查询：此处没有配置文件，请由办公单位查看。",
};
const NO_ROOT = (file: string): Text => ({
  en: `There is no trust root ${shown(path.resolve(file))} yet.`,
  zh: `尚无信任根 ${shown(path.resolve(file))}。`,
});
const MAKE: Text = {
  en: "Every district makes it with this command at its office, and compares the hash.",
  zh: "请各区在办公单位用本命令生成，并比对哈希。",
};
const SIGN = (file: string): Text => ({
  en: `Present validators sign, each on its own machine: sudo env "PATH=$PATH" npx --no-install tongdui trust-root sign ${shown(file)} --node-key /etc/tongdui-secrets/node-key`,
  zh: `请现任验证节点在各自机器上签署：sudo env "PATH=$PATH" npx --no-install tongdui trust-root sign ${shown(file)} --node-key /etc/tongdui-secrets/node-key`,
});
const PUBLISH = (file: string, present: string): Text => ({
  en: `Enough have signed. Every district publishes ${shown(file)} with its hash, and names it in its profiles as trustRoot in place of ${shown(present)}.`,
  zh: `签名已足够。请各区公布 ${shown(file)} 及其哈希，并在配置文件的 trustRoot 项中以其取代 ${shown(present)}。`,
});
