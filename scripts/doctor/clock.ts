/** Whether the chain makes blocks, and this machine's clock against them. */
import type { Text } from "../../client/text/text.ts";
import type { Finding } from "./finding.ts";
import type { LiveNode } from "./nodes.ts";

/** Block times may be this much ahead of a right clock. */
const SECONDS_AHEAD = 30;
/** A newest block that is no older than this, or than some periods, is a sign of life. */
const SECONDS_OLD = 60;
const PERIODS_OLD = 5;

const CHAIN: Text = { en: "chain", zh: "链" };
const CLOCK: Text = { en: "this machine's clock", zh: "本机时钟" };

/**
 * @param now Unix seconds of this machine.
 * @param watch waits for a block after this one and says whether there was one.
 */
export async function lookAtClock(
  {
    newest,
    period,
    isPractice,
  }: Pick<LiveNode, "period" | "isPractice"> & {
    readonly newest: { readonly number: number; readonly timestamp: number };
  },
  now: number,
  watch: (height: number) => Promise<boolean>,
): Promise<Finding[]> {
  if (isPractice) return [{ state: "told", subject: CHAIN, found: PRACTICE }];
  const age = Math.round(now - newest.timestamp);
  const pace = { en: `a block every ${period.toFixed(1)} s`, zh: `每 ${period.toFixed(1)} 秒一个区块` };
  if (age >= -SECONDS_AHEAD && age <= Math.max(SECONDS_OLD, PERIODS_OLD * period)) {
    return [
      { state: "right", subject: CHAIN, found: pace },
      { state: "right", subject: CLOCK, found: { en: "agrees with the newest block", zh: "与最新区块一致" } },
    ];
  }
  if (await watch(newest.number)) {
    return [
      { state: "right", subject: CHAIN, found: pace },
      {
        state: "wrong",
        subject: CLOCK,
        found: apartBy(age),
        advice: {
          en: "set it, best by an internet time server; deadlines would be counted wrongly.",
          zh: "请校准时钟（建议使用网络时间服务），否则期限会算错。",
        },
      },
    ];
  }
  return [
    {
      state: "wrong",
      subject: CHAIN,
      found: stillFor(age),
      advice: {
        en: "the chain stands still: tell the operators of the nodes. What was sent waits and is not lost.",
        zh: "链已停止出块，请通知节点运维；已发送的内容会等待，不会丢失。",
      },
    },
  ];
}

const PRACTICE: Text = {
  en: "for practice: it has a clock of its own, and makes a block when something is sent",
  zh: "演练用链：使用自己的时钟，有内容发送时才出块",
};

function stillFor(age: number): Text {
  const length = lengthOf(Math.abs(age));
  if (age > 0) return { en: `no block for ${length.en}`, zh: `已有 ${length.zh}未出块` };
  return {
    en: `no new block, and the newest is ${length.en} ahead of this machine's clock`,
    zh: `未出新区块，且最新区块比本机时钟快 ${length.zh}`,
  };
}

function apartBy(age: number): Text {
  const length = lengthOf(Math.abs(age));
  if (age > 0) return { en: `${length.en} ahead of the chain's`, zh: `比链上时间快 ${length.zh}` };
  return { en: `${length.en} behind the chain's`, zh: `比链上时间慢 ${length.zh}` };
}

const UNITS = [
  { seconds: 86_400, en: "days", zh: "天" },
  { seconds: 3_600, en: "hours", zh: "小时" },
  { seconds: 60, en: "minutes", zh: "分钟" },
  { seconds: 1, en: "seconds", zh: "秒" },
] as const;

/** In the greatest unit of which there are two. */
function lengthOf(seconds: number): Text {
  const { seconds: size, en, zh } = UNITS.find((unit) => seconds >= 2 * unit.seconds) ?? UNITS[3];
  const count = Math.round(seconds / size);
  return { en: `${count} ${en}`, zh: `${count} ${zh}` };
}
