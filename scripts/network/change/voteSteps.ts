/** The validators' votes: each district lets its own node vote, and the chain says who has. */
import type { Text } from "../../../client/text/text.ts";
import type { Ballot } from "../../../network/life/votes.ts";
import { discard, propose } from "../../../network/life/votes.ts";
import { toleranceOf } from "../../../network/life/tolerance.ts";
import type { Hex } from "../../../verifier/bytes.ts";
import { sealerText } from "../verdictSaid.ts";
import type { Roll } from "../../../network/life/roll.ts";
import type { Facts } from "./facts.ts";
import { listed, type Step } from "./step.ts";

/** How the network is to be once the votes are decided. */
export function afterVotes({ direction, ballots, sealing }: Facts): { readonly now: number; readonly after: number } {
  const now = sealing.validators.length;
  const open = ballots.filter(({ isDecided }) => !isDecided).length;
  return { now, after: direction === "add" ? now + open : now - open };
}

/**
 * Why votes now would endanger the chain: those that seal now and will go on must be enough by themselves, for who comes may not work
 * from the first moment. Undefined where they are.
 */
export function dangerOf(facts: Facts): Text | undefined {
  const { sealing, ballots, makesBlocks } = facts;
  if (!makesBlocks) return STANDS_STILL;
  const { after } = afterVotes(facts);
  const going = ballots.filter(({ toCome }) => !toCome).map(({ on }) => on);
  const alive = sealing.validators.filter(({ address, isSilent }) => !isSilent && !going.includes(address)).length;
  const { needed } = toleranceOf(Math.max(after, 1));
  if (after >= 1 && alive >= needed) return undefined;
  return {
    en: `Of ${after} validators ${needed} would have to seal, and of those who stay only ${alive} do. First bring back those that do not seal; until then nobody votes.`,
    zh: `变更后 ${after} 个验证节点中须有 ${needed} 个签章，而留任且正常签章的只有 ${alive} 个。请先恢复未签章的节点，在此之前不要投票。`,
  };
}

const STANDS_STILL: Text = {
  en: "The chain makes no blocks, so nobody can vote: tongdui network status says more. A validator that is lost for good is replaced only once blocks are made again.",
  zh: "链未出块，无法投票：可用 tongdui network status 查看。彻底丢失的验证节点，须待恢复出块后才能更换。",
};

export function votesStep(facts: Facts): Step {
  const { ballots, own, roll, direction } = facts;
  const title =
    direction === "add"
      ? { en: "The validators vote the new one in", zh: "验证节点投票接纳新节点" }
      : { en: "The validators vote the district's out", zh: "验证节点投票移除该区节点" };
  const open = ballots.filter(({ isDecided }) => !isDecided);
  if (open.length === 0) {
    const found = ballots.length === 0 ? NO_VALIDATOR : decidedText(facts);
    return { key: "votes", title, state: "done", found };
  }
  const said = open.map((ballot) => ballotText(ballot, facts));
  const found = { en: said.map(({ en }) => en).join(" "), zh: said.map(({ zh }) => zh).join("") };
  const danger = dangerOf(facts);
  if (danger) return { key: "votes", title, state: "open", found, next: danger };

  const mine = own?.seals === true ? open.filter((ballot) => !hasVoted(ballot, facts)) : [];
  const waiting = new Set(open.flatMap(({ cast, validators }) => validators.filter((one) => !cast.includes(one))));
  const next = notYet([...waiting], roll);
  if (!own || mine.length === 0) return { key: "votes", title, state: "open", found, next };
  const subjects = mine.map(({ on }) => sealerText(on, roll));
  const verb = direction === "add" ? { en: "in", zh: "接纳" } : { en: "out", zh: "移除" };
  const what = {
    en: `${own.known.name} votes ${listed(
      subjects.map(({ en }) => en),
      "en",
    )} ${verb.en}. ${toleranceChange(facts).en}`,
    zh: `${own.known.name} 投票${verb.zh}${listed(
      subjects.map(({ zh }) => zh),
      "zh",
    )}。${toleranceChange(facts).zh}`,
  };
  const act = async () => {
    for (const ballot of mine) await propose(own.look.node, ballot);
    return {
      data: { voted: mine.map(({ on }) => on) },
      parts: [
        {
          en: "✓ Your node votes in the next block that it proposes. Should it be restarted before then, run this command again.",
          zh: "✓ 本区节点将在其提议的下一个区块中投票。如在此之前重启，请重新运行本命令。",
        },
      ],
    };
  };
  const others = [...waiting].filter((address) => address !== own.known.address);
  const then = others.length === 0 ? undefined : notYet(others, roll);
  return { key: "votes", title, state: "open", found, next, mine: { what, act, then } };
}

function notYet(waiting: readonly Hex[], roll: Roll): Text {
  const names = waiting.map((address) => sealerText(address, roll));
  return {
    en: `Not yet: ${listed(
      names.map(({ en }) => en),
      "en",
    )}. Each runs this command on its own validator's machine.`,
    zh: `尚未投票：${listed(
      names.map(({ zh }) => zh),
      "zh",
    )}。请各区在本区验证节点的机器上运行本命令。`,
  };
}

/** What a node is still going to vote though it is decided, it would vote again if the opposite were decided one day. */
export function clearedStep({ own, ballots, direction, roll }: Facts): Step {
  const title = { en: "Votes that are decided are taken back", zh: "已有结果的投票予以撤销" };
  const isStanding = ({ on, toCome, isDecided }: Ballot): boolean =>
    isDecided && own?.pending?.some((vote) => vote.on === on && vote.toCome === toCome) === true;
  const standing = ballots.filter(isStanding);
  if (!own?.pending) return { key: "votesCleared", title, state: "unknown", found: OWN_ONLY };
  if (standing.length === 0) return { key: "votesCleared", title, state: "done", found: NONE_STANDING };
  const names = standing.map(({ on }) => sealerText(on, roll));
  const found = {
    en: `${own.known.name} still holds its vote on ${listed(
      names.map(({ en }) => en),
      "en",
    )}; it would vote again if the opposite were ever decided.`,
    zh: `${own.known.name} 仍保留对${listed(
      names.map(({ zh }) => zh),
      "zh",
    )}的投票；将来若有相反决定，会再次投票。`,
  };
  const what = { en: `${own.known.name} takes its vote back.`, zh: `${own.known.name} 撤销其投票。` };
  const act = async () => {
    for (const { on } of standing) await discard(own.look.node, on);
    const en = `✓ Taken back; the new validator stays.`;
    return {
      data: { discarded: standing.map(({ on }) => on) },
      parts: [
        direction === "add"
          ? { en, zh: "✓ 已撤销；新验证节点不受影响。" }
          : { en: "✓ Taken back; who went stays out.", zh: "✓ 已撤销；已移除的节点不受影响。" },
      ],
    };
  };
  return { key: "votesCleared", title, state: "open", found, mine: { what, act } };
}

function hasVoted({ on, toCome, cast }: Ballot, { own }: Facts): boolean {
  if (!own) return false;
  return (
    cast.includes(own.known.address) || own.pending?.some((vote) => vote.on === on && vote.toCome === toCome) === true
  );
}

function ballotText({ on, cast, needed }: Ballot, { roll, own }: Facts): Text {
  const name = sealerText(on, roll);
  const names = cast.map((address: Hex) => sealerText(address, roll));
  const missing = needed - cast.length;
  const isPending = own?.pending?.some((vote) => vote.on === on) === true && !cast.includes(own.known.address);
  return {
    en: `On ${name.en}: ${cast.length} of ${needed} votes that it takes${
      names.length === 0
        ? ""
        : ` (${listed(
            names.map(({ en }) => en),
            "en",
          )})`
    }, ${missing} missing.${isPending ? " Your node votes in the next block that it proposes." : ""}`,
    zh: `${name.zh}：须 ${needed} 票，已有 ${cast.length} 票${
      names.length === 0
        ? ""
        : `（${listed(
            names.map(({ zh }) => zh),
            "zh",
          )}）`
    }，尚缺 ${missing} 票。${isPending ? "本区节点将在其提议的下一个区块中投票。" : ""}`,
  };
}

/** `Now 4 validators, of whom 1 may fail; then 5, of whom 1.` */
export function toleranceChange(facts: Facts): Text {
  const { now, after } = afterVotes(facts);
  const [before, then] = [toleranceOf(now), toleranceOf(Math.max(1, after))];
  if (after === now) {
    return {
      en: `${now} validators, of whom ${before.mayFail} may fail and ${before.mayLie} may lie.`,
      zh: `${now} 个验证节点，可容许 ${before.mayFail} 个故障、${before.mayLie} 个作恶。`,
    };
  }
  return {
    en: `Now ${now} validators, of whom ${before.mayFail} may fail and ${before.mayLie} may lie; then ${after}, of whom ${then.mayFail} may fail and ${then.mayLie} may lie.`,
    zh: `目前 ${now} 个验证节点，可容许 ${before.mayFail} 个故障、${before.mayLie} 个作恶；变更后 ${after} 个，可容许 ${then.mayFail} 个故障、${then.mayLie} 个作恶。`,
  };
}

function decidedText({ sealing, height }: Facts): Text {
  const { length } = sealing.validators;
  return {
    en: `Decided: block ${height} names ${length} validators.`,
    zh: `已有结果：区块 ${height} 载明 ${length} 个验证节点。`,
  };
}

const NO_VALIDATOR: Text = { en: "The district has no validator in the file.", zh: "文件中该区没有验证节点。" };
const OWN_ONLY: Text = {
  en: "Only each validator's own machine tells.",
  zh: "仅能在各验证节点本机查看。",
};
const NONE_STANDING: Text = { en: "Your node has none to take back.", zh: "本区节点没有需要撤销的投票。" };
