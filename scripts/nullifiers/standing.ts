import { formatEnterprise, formatProvider } from "../../client/ids.ts";
import type { Ledger } from "../../client/ledger.ts";
import { shortHex } from "../../client/text/ids.ts";
import type { Text } from "../../client/text/text.ts";

/** What has marks. */
export type MarkedKind = "contract" | "invoice" | "party" | "group";

/** What the ledger has under a mark, in this edition and those before it where it asks them. */
export async function standing(ledger: Ledger, kind: MarkedKind, nullifier: string): Promise<Text | undefined> {
  const { orders, enterprises, providers } = ledger;
  switch (kind) {
    case "contract": {
      if (!(await orders.contractUsed(nullifier))) return undefined;
      return usedBy(await orders.orderOfContract(nullifier));
    }
    case "invoice": {
      if (!(await orders.invoiceUsed(nullifier))) return undefined;
      return usedBy(await orders.orderOfInvoice(nullifier));
    }
    case "group": {
      const group = await enterprises.groupOf(nullifier);
      return group === 0n ? undefined : { en: `group ${group}`, zh: `第 ${group} 组` };
    }
    case "party": {
      const [enterprise, provider, ...blacklisted] = await Promise.all([
        enterprises.enterpriseOfParty(nullifier),
        providers.providerOfParty(nullifier),
        enterprises.blacklisted(nullifier),
        providers.blacklisted(nullifier),
      ]);
      const said: Text[] = [];
      if (enterprise > 0n) {
        const id = formatEnterprise(enterprise);
        said.push({ en: `enterprise ${id}`, zh: `企业 ${id}` });
      }
      if (provider > 0n)
        said.push({ en: `provider ${formatProvider(provider)}`, zh: `服务机构 ${formatProvider(provider)}` });
      if (blacklisted.includes(true)) said.push({ en: "blacklisted", zh: "已列入黑名单" });
      if (said.length === 0) return undefined;
      return { en: said.map(({ en }) => en).join(", "), zh: said.map(({ zh }) => zh).join("，") };
    }
  }
}

function usedBy(order: string): Text {
  if (BigInt(order) === 0n) return { en: "used in an edition before", zh: "已在以前版本中使用" };
  return { en: `used by order ${shortHex(order)}`, zh: `已用于订单 ${shortHex(order)}` };
}
