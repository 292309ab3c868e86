/** A district's publication settings in words. */
import type { Text } from "../../../client/text/text.ts";
import { publishesProofs, type Publication } from "../../../client/publication.ts";

export interface Setting {
  readonly name: Text;
  readonly shown: "yes" | "partly" | "no";
  readonly sentence: Text;
}

const HOLDER: Readonly<Record<Publication["enterprises"], Omit<Setting, "name">>> = {
  name: {
    shown: "yes",
    sentence: { en: "Whose a voucher is, is shown by name.", zh: "显示双创券持有企业的名称。" },
  },
  pseudonym: {
    shown: "partly",
    sentence: {
      en: "An enterprise is shown by its number only, as in 2-1: the same number everywhere, without a name.",
      zh: "仅显示企业编号（例如 2-1），同一企业编号不变，不显示名称。",
    },
  },
  none: {
    shown: "no",
    sentence: { en: "Whose a voucher is, is not shown.", zh: "不显示双创券由哪家企业持有。" },
  },
};

export function inWords(published: Publication): readonly Setting[] {
  const { enterprises, amounts, smallCells } = published;
  return [
    { name: { en: "Enterprises", zh: "企业" }, ...HOLDER[enterprises] },
    { name: { en: "Amounts", zh: "金额" }, ...amountsOf(amounts) },
    { name: { en: "Sums", zh: "合计" }, ...sumsOf(amounts && !smallCells) },
    { name: { en: "Proofs", zh: "证明" }, ...proofsOf(publishesProofs(published)) },
  ];
}

function amountsOf(shown: boolean): Omit<Setting, "name"> {
  if (!shown) {
    return {
      shown: "no",
      sentence: {
        en: "What single vouchers, orders and payments are worth is not shown; budgets and sums are.",
        zh: "不显示单张双创券、单笔订单和拨付的金额，但显示预算和合计。",
      },
    };
  }
  return {
    shown: "yes",
    sentence: {
      en: "What each voucher, order and payment is worth is shown.",
      zh: "显示每张双创券、每笔订单和拨付的金额。",
    },
  };
}

function sumsOf(shown: boolean): Omit<Setting, "name"> {
  if (shown) {
    return {
      shown: "yes",
      sentence: {
        en: "Sums are shown even where few vouchers stand behind them.",
        zh: "即使涉及的双创券较少，也显示合计。",
      },
    };
  }
  return {
    shown: "partly",
    sentence: {
      en: "A sum is shown once five vouchers stand behind it, and moves on with every fifth: so nobody can work out a single one.",
      zh: "合计满五张双创券方予显示，此后每满五张更新一次，以免推算出单张金额。",
    },
  };
}

function proofsOf(shown: boolean): Omit<Setting, "name"> {
  if (!shown) {
    return {
      shown: "no",
      sentence: {
        en: "Proofs are given to the voucher's holder, the Auditor and the district's officers. Whoever is handed one can check it here.",
        zh: "证明只提供给持券企业、审计机构和本区经办人员；收到证明的任何人都可以在本网站核验。",
      },
    };
  }
  return {
    shown: "yes",
    sentence: {
      en: "Anybody can fetch a voucher's proof and have it checked in their own browser.",
      zh: "任何人都可以取得双创券的证明，并在自己的浏览器中核验。",
    },
  };
}
