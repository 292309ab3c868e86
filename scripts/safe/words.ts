/**
 * What a Safe's proposal does, in words, from its call data alone. Words that came with a file are never believed: whoever signs
 * reads these.
 */
import { dataSlice, toUtf8String, type Interface, type TransactionDescription } from "ethers";
import type { Deployment } from "../../client/deployment.ts";
import { formatProvider, formatVoucher } from "../../client/ids.ts";
import { connectLedger } from "../../client/ledger.ts";
import { callsOf, connectSafe, type Call, type SafeProposal } from "../../client/safe.ts";
import type { Text } from "../../client/text/text.ts";
import { oneLine } from "../cli/harmless.ts";
import { accountNamed, districtNamed, roleNamed } from "./names.ts";

/** One thing that a proposal does. */
export interface Effect {
  readonly words: Text;
  /** Whether the words are all there is to it. What is not known must not be signed lightly. */
  readonly isKnown: boolean;
}

/**
 * Everything that the Safe does when it carries the proposal out, in its order.
 *
 * @throws TongduiError `ProposalRunsCode`, `BatchUnreadable`.
 */
export function effectsOf(proposal: SafeProposal, deployment: Deployment): Effect[] {
  const calls = callsOf(proposal, deployment.contracts.multiSend.address);
  return calls.flatMap((call) => effectsOfCall(call, proposal.safe, deployment));
}

type Words = (args: readonly unknown[], deployment: Deployment) => Text;

function effectsOfCall(call: Call, safe: string, deployment: Deployment): Effect[] {
  const found = contractAt(call.to, safe, deployment);
  const parsed = found && parse(found.abi, call.data);
  if (!found || !parsed) return [unknown(call, deployment)];
  if (found.name === "manager" && parsed.name === "multicall") {
    const inner = [...(parsed.args[0] as readonly string[])];
    return inner.flatMap((data) => effectsOfCall({ to: call.to, data }, safe, deployment));
  }
  const words = WORDS[`${found.name}.${parsed.name}`];
  return words ? [{ words: words([...parsed.args], deployment), isKnown: true }] : [unknown(call, deployment)];
}

function contractAt(to: string, safe: string, deployment: Deployment): { name: string; abi: Interface } | undefined {
  if (to === safe) return { name: "safe", abi: connectSafe(safe, null).interface };
  const { manager, districts, vouchers, orders, providers } = connectLedger(deployment, null);
  const contracts = { manager, districts, vouchers, orders, providers };
  for (const [name, contract] of Object.entries(contracts)) {
    if (contract.target === to) return { name, abi: contract.interface };
  }
  return undefined;
}

/** Only data in the one regular form: nothing may hide in it that is not said. */
function parse(abi: Interface, data: string): TransactionDescription | undefined {
  try {
    const parsed = abi.parseTransaction({ data });
    return parsed && abi.encodeFunctionData(parsed.fragment, parsed.args) === data ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function unknown({ to, data }: Call, deployment: Deployment): Effect {
  const account = accountNamed(deployment, to);
  const start = data.length >= 10 ? dataSlice(data, 0, 4) : data;
  return {
    words: {
      en: `UNKNOWN: calls ${account.en} with ${start}…: this program cannot tell what it does`,
      zh: `无法识别：调用 ${account.zh}，数据以 ${start} 开头，本程序无法判断其作用`,
    },
    isKnown: false,
  };
}

const account = (value: unknown, deployment: Deployment): Text => accountNamed(deployment, String(value));
const role = (value: unknown, deployment: Deployment): Text => roleNamed(deployment, value as bigint);

/** The reason itself is in the office's store; its commitment tells it from another. */
const because = (reason: unknown): Text => ({
  en: `; commitment of the reason: ${String(reason)}`,
  zh: `；理由承诺值：${String(reason)}`,
});

function joined(...texts: readonly Text[]): Text {
  return { en: texts.map(({ en }) => en).join(""), zh: texts.map(({ zh }) => zh).join("") };
}

function days(seconds: unknown): Text {
  const count = Number(seconds) / 86_400;
  return { en: `${count} ${count === 1 ? "day" : "days"}`, zh: `${count} 天` };
}

/** Whatever is not listed here is signed blindly or not at all. */
const WORDS: Readonly<Record<string, Words>> = {
  "manager.grantRole": ([number, holder, delay], deployment) => {
    const [who, what] = [account(holder, deployment), role(number, deployment)];
    const isHighest = number === 0n;
    return joined(
      isHighest ? { en: "THE HIGHEST RIGHT OF ALL: ", zh: "最高权限：" } : { en: "", zh: "" },
      { en: `Appoint ${who.en} as ${what.en}`, zh: `任命 ${who.zh} 为${what.zh}` },
      delay === 0n
        ? { en: "", zh: "" }
        : {
            en: `, with an execution delay of ${String(delay)} seconds, with which the duty does not count`,
            zh: `，并设执行延迟 ${String(delay)} 秒（因此该职责不生效）`,
          },
    );
  },
  "manager.revokeRole": ([number, holder], deployment) => {
    const [who, what] = [account(holder, deployment), role(number, deployment)];
    return { en: `Dismiss ${who.en} as ${what.en}, at once`, zh: `立即免去 ${who.zh} 的${what.zh}职责` };
  },
  "manager.setGrantDelay": ([number, delay], deployment) => {
    const [what, length] = [role(number, deployment), days(delay)];
    return {
      en: `Let appointments as ${what.en} count after ${length.en}`,
      zh: `${what.zh}的任命经过 ${length.zh}后生效`,
    };
  },
  "manager.setRoleAdmin": ([number, admin], deployment) => {
    const [what, giver] = [role(number, deployment), role(admin, deployment)];
    return { en: `Let the ${giver.en} appoint the ${what.en}`, zh: `由${giver.zh}任命${what.zh}` };
  },
  "manager.labelRole": ([number, label], deployment) => {
    const [what, shown] = [role(number, deployment), oneLine(String(label))];
    return { en: `Label the duty ${what.en} "${shown}"`, zh: `将${what.zh}职责标注为“${shown}”` };
  },
  "districts.add": ([name, profile]) => {
    const shown = oneLine(nameIn(String(name)));
    return {
      en: `Add the district "${shown}" to the consortium; commitment of its profile: ${String(profile)}`,
      zh: `吸收“${shown}”加入联盟；资料承诺值：${String(profile)}`,
    };
  },
  "districts.retire": ([number], deployment) => {
    const district = districtNamed(deployment, number as bigint);
    return {
      en: `Retire ${district.en}, for good: nothing new of its own begins; its officers finish what exists`,
      zh: `${district.zh}永久退出：不再开始新的事项，原有事项由其人员办结`,
    };
  },
  "districts.changeProfile": ([number, profile], deployment) => {
    const district = districtNamed(deployment, number as bigint);
    return {
      en: `Change the profile of ${district.en}; its commitment: ${String(profile)}`,
      zh: `变更${district.zh}的资料；承诺值：${String(profile)}`,
    };
  },
  "districts.close": () => ({
    en: "CLOSE THIS EDITION, for good: nothing more is issued or placed on this ledger",
    zh: "永久关闭本版次：本账本不再发放双创券，不再登记订单",
  }),
  "vouchers.unfreeze": ([id, reason]) => {
    const voucher = formatVoucher(id as bigint);
    return joined({ en: `End the freeze of voucher ${voucher}`, zh: `解除双创券 ${voucher} 的冻结` }, because(reason));
  },
  "vouchers.endAuditorsObjection": ([subject, reason]) =>
    overruled({ en: `list ${String(subject)}`, zh: `发放名单 ${String(subject)}` }, reason),
  "orders.endAuditorsObjection": ([subject, reason]) =>
    overruled({ en: `order ${String(subject)}`, zh: `订单 ${String(subject)}` }, reason),
  "providers.endAuditorsObjection": ([subject, reason]) => {
    const provider = formatProvider(BigInt(String(subject)));
    return overruled({ en: `the admission of ${provider}`, zh: `服务机构 ${provider} 入库` }, reason);
  },
  "safe.addOwnerWithThreshold": ([owner, threshold], deployment) => {
    const who = account(owner, deployment);
    return {
      en: `Add ${who.en} to those who sign for this Safe; from then on ${String(threshold)} must sign`,
      zh: `增加 ${who.zh} 为本多签账户的签署人；此后须 ${String(threshold)} 方签署`,
    };
  },
  "safe.removeOwner": ([, owner, threshold], deployment) => {
    const who = account(owner, deployment);
    return {
      en: `Remove ${who.en} from those who sign for this Safe; from then on ${String(threshold)} must sign`,
      zh: `移除本多签账户的签署人 ${who.zh}；此后须 ${String(threshold)} 方签署`,
    };
  },
  "safe.swapOwner": ([, owner, by], deployment) => {
    const [old, next] = [account(owner, deployment), account(by, deployment)];
    return {
      en: `Replace ${old.en} by ${next.en} among those who sign for this Safe`,
      zh: `本多签账户的签署人由 ${old.zh} 更换为 ${next.zh}`,
    };
  },
  "safe.changeThreshold": ([threshold]) => ({
    en: `Let ${String(threshold)} of those who sign for this Safe be enough`,
    zh: `本多签账户改为须 ${String(threshold)} 方签署`,
  }),
};

function overruled(subject: Text, reason: unknown): Text {
  return joined(
    { en: `Overrule the Auditor's objection to ${subject.en}`, zh: `否决审计机构对${subject.zh}的异议` },
    because(reason),
  );
}

/** A name that is no text is shown as the word that it is. */
function nameIn(word: string): string {
  try {
    return toUtf8String(word.replace(/(00)+$/, ""));
  } catch {
    return word;
  }
}
