/** What the ledger holds under the keys that are not the current one: there it cannot see by itself that a matter comes again. */
import type { Ledger } from "../../client/ledger.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import type { Text } from "../../client/text/text.ts";
import type { Mark, Marks } from "./marks.ts";

/** What is marked, and in which register: an enterprise may be registered as a provider too. */
export type MarkKind = "contract" | "invoice" | "enterprise" | "provider";

const NAMES: Readonly<Record<MarkKind, Text>> = {
  contract: { en: "This contract", zh: "该合同" },
  invoice: { en: "This invoice", zh: "该发票" },
  enterprise: { en: "This enterprise", zh: "该企业" },
  provider: { en: "This provider", zh: "该服务机构" },
};

/**
 * The mark of another key under which the ledger has a matter already: a contract or an invoice that is used, a party that
 * is registered or blacklisted. The mark under the current key is not asked for: that one the ledger sees itself.
 */
export async function usedUnder(ledger: Ledger, kind: MarkKind, marks: Marks): Promise<Mark | undefined> {
  const isUsed = await Promise.all(marks.others.map(async ({ nullifier }) => used(ledger, kind, nullifier)));
  return marks.others[isUsed.indexOf(true)];
}

/**
 * Refuses a matter that the ledger has under the mark of another key.
 *
 * @throws TongduiError `UsedUnderOtherKey`.
 */
export async function demandUnused(ledger: Ledger, kind: MarkKind, marks: Marks): Promise<void> {
  const mark = await usedUnder(ledger, kind, marks);
  if (!mark) return;
  const name = NAMES[kind];
  throw new TongduiError(
    "UsedUnderOtherKey",
    {
      en: `${name.en} is on the ledger already, under nullifier key ${mark.key}.`,
      zh: `${name.zh}已在账本上登记，使用的是 ${mark.key} 号查重密钥。`,
    },
    {
      hint: {
        en: `Its mark there is ${mark.nullifier}.`,
        zh: `账本上的查重码为 ${mark.nullifier}。`,
      },
    },
  );
}

/**
 * The mark to register a controller under: the one under which the ledger knows the group, the oldest key's first, and that of the
 * current key for a new group. A second mark would be a second group, with a yearly cap of its own.
 *
 * @param year the calendar year in Shanghai, whose cap counts over all editions.
 */
export async function groupMark(ledger: Ledger, marks: Marks, year: number): Promise<string> {
  const isKnown = await Promise.all(
    marks.others.map(async ({ nullifier }) => {
      const { enterprises } = ledger;
      const [group, issued] = await Promise.all([
        enterprises.groupOf(nullifier),
        enterprises.issuedIn(nullifier, year),
      ]);
      return group > 0n || issued > 0n;
    }),
  );
  return marks.others[isKnown.indexOf(true)]?.nullifier ?? marks.current;
}

async function used(ledger: Ledger, kind: MarkKind, nullifier: string): Promise<boolean> {
  const { enterprises, providers, orders } = ledger;
  switch (kind) {
    case "contract":
      return orders.contractUsed(nullifier);
    case "invoice":
      return orders.invoiceUsed(nullifier);
    case "enterprise":
    case "provider": {
      const [enterprise, provider, ...blacklisted] = await Promise.all([
        enterprises.enterpriseOfParty(nullifier),
        providers.providerOfParty(nullifier),
        enterprises.blacklisted(nullifier),
        providers.blacklisted(nullifier),
      ]);
      return (kind === "enterprise" ? enterprise : provider) > 0n || blacklisted.includes(true);
    }
  }
}
