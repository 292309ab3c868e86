/** What is said about a transaction that did not simply get into a block. */
import { TongduiError } from "../../client/errors/tongduiError.ts";
import type { Text } from "../../client/text/text.ts";
import type { Signed } from "./journal.ts";

export function stalledAt(block: number): Text {
  return {
    en: `The chain has made no block since block ${block}; waiting for it to go on…`,
    zh: `链在区块 ${block} 之后停止出块，等待恢复……`,
  };
}

export function lookingFor({ title }: Signed): Text {
  return {
    en: `An earlier run may have sent: ${title.en}. Looking for it…`,
    zh: `此前的运行可能已发送：${title.zh}。正在核实……`,
  };
}

export function unreached({ title, nonce }: Signed): Text {
  return {
    en: `It waits for a number before its own (${nonce}) that was never used, so it is let be: ${title.en}. What is to be done, the ledger says.`,
    zh: `其编号 ${nonce} 之前尚有编号从未使用，不再等待：${title.zh}。是否仍需办理，以账本为准。`,
  };
}

export function leftUnderWay({ title }: Signed): Text {
  return {
    en: `An earlier run may have sent: ${title.en}. The next run that is no dry run brings it to its end first.`,
    zh: `此前的运行可能已发送：${title.zh}。下次正式运行会先将其办结。`,
  };
}

export function numberTaken({ nonce, title }: Signed): TongduiError {
  return new TongduiError(
    "NumberTaken",
    {
      en: `Another transaction of the account took the number ${nonce} that was meant for: ${title.en}.`,
      zh: `账户的另一笔交易占用了编号 ${nonce}，该编号原用于：${title.zh}。`,
    },
    {
      hint: {
        en: "Somebody else sends with the same key. Run the command again: it does only what is still to be done.",
        zh: "有人正在使用同一密钥发送交易。请重新运行本命令，它只办理尚未办理的部分。",
      },
    },
  );
}

/** As much of a node's own words as is shown. */
const MOST_WORDS = 300;

export function nodeRefused({ title }: Signed, words: string): TongduiError {
  const said = words.slice(0, MOST_WORDS);
  return new TongduiError(
    "NodeRefused",
    {
      en: `The node does not take the transaction (${title.en}): ${said}`,
      zh: `节点不接受该交易（${title.zh}）：${said}`,
    },
    {
      hint: {
        en: "Ask whoever runs the node; it may admit only accounts that it knows.",
        zh: "请联系节点运维人员；节点可能只接受已登记的账户。",
      },
    },
  );
}

export function pending({ hash, title }: Signed): TongduiError {
  return new TongduiError(
    "TransactionPending",
    {
      en: `This was sent and is in no block yet: ${title.en} (transaction ${hash}).`,
      zh: `以下事项已发送，尚未进入区块：${title.zh}（交易 ${hash}）。`,
    },
    {
      hint: {
        en: "Run the same command again later: it waits for the same transaction and sends nothing twice.",
        zh: "请稍后重新运行同一命令：程序会继续等待同一笔交易，不会重复发送。",
      },
    },
  );
}
