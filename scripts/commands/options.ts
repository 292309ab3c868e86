/** Options that several commands share, each with the same words everywhere. */
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { flag, needed, optional } from "../cli/define.ts";
import { portalAddress } from "../atOffice/portalAddress.ts";
import { dayWritten } from "../tables/date.ts";

/** Reads a whole number. @throws TongduiError `NumberUnfit`. */
export function count(least: number, most: number): (typed: string) => number {
  return (typed) => {
    const number = /^\d{1,15}$/.test(typed) ? Number(typed) : NaN;
    if (number >= least && number <= most) return number;
    throw new TongduiError("NumberUnfit", {
      en: `"${typed}" is not a whole number from ${least} to ${most}.`,
      zh: `“${typed}”不是 ${least} 至 ${most} 之间的整数。`,
    });
  };
}

/** An order as people name it; scripts/orders/whichOrder.ts finds it. */
export const order = needed("ORDER", {
  en: "its id, its short number (0x3f2a9c1b…a9a5, or only its beginning), or its voucher where that has one order",
  zh: "订单编号、短编号（0x3f2a9c1b…a9a5，或仅其开头），或双创券编号（该券只有一笔订单时）",
});

export const reason = optional("--reason <text>", {
  en: "why; the words stay in this office, the ledger gets their commitment",
  zh: "理由；原文留在本单位，账本只记录其承诺值",
});

/** For what takes two officers. */
export const secondOfficer = {
  confirm: flag("--confirm", {
    en: "as the second officer: confirm what the first one proposed",
    zh: "作为第二名经办人，确认第一名经办人的提议",
  }),
  takeBack: flag("--take-back", {
    en: "take back your own proposal, while nobody has confirmed it",
    zh: "在确认之前撤回您自己的提议",
  }),
  matter: optional("--matter <hash>", {
    en: "which proposal is meant, where several stand open",
    zh: "存在多项提议时，指定其中一项",
  }),
};

export const notice = {
  noticeEnd: optional(
    "--notice-end <date>",
    { en: "the last day of the public notice, as in 2026-06-30", zh: "公示的最后一天，例如 2026-06-30" },
    dayWritten,
  ),
  noticeDays: optional(
    "--notice-days <number>",
    {
      en: "or its length in working days, counted by the profile's holiday calendar",
      zh: "或公示的工作日天数，按配置文件的节假日文件计算",
    },
    count(1, 60),
  ),
};

export const district = optional(
  "--district <number>",
  {
    en: "for which district; needed only if you hold the duty in several",
    zh: "为哪个区办理；仅当您在多个区任职时需要",
  },
  count(1, 65_535),
);

export const report = optional("--report <file>", {
  en: "also write the report a row into a new file: .csv, .xlsx or .json",
  zh: "另将逐行报告写入新文件：.csv、.xlsx 或 .json",
});

/** For commands that open the office's nullifier keys besides the key that signs. */
export const nullifierPasswordFile = optional("--nullifier-password-file <file>", {
  en: "a file whose first line is the password of this office's nullifier keys, instead of a question",
  zh: "首行为本单位查重密钥密码的文件，代替提问",
});

export const portal = optional(
  "--portal <address>",
  { en: "the portal's address (default: the profile's)", zh: "门户网站地址（默认为配置文件所指定的门户）" },
  portalAddress,
);

/** Where a command asks an office. */
export const atOffice = {
  portal,
  district: optional(
    "--district <number>",
    {
      en: "whose office is asked (default: the profile's, else the one in which you hold a duty)",
      zh: "向哪个区的办公系统办理（默认为配置文件所指定的区，否则为您任职的区）",
    },
    count(0, 65_535),
  ),
};
