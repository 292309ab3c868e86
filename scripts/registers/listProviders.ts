/** Lists the register of providers. */
import { formatProvider } from "../../client/ids.ts";
import { PROVIDER_STATUSES } from "../../client/replay/providers.ts";
import { classesOf } from "../../client/serviceClasses.ts";
import { counted } from "../../client/text/counted.ts";
import type { Reading } from "../chain/reading.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { defineSheet } from "../tables/sheet.ts";
import type { Directory } from "./directory.ts";
import { idsOf, listParties, type Listed, type ListInput } from "./listParties.ts";
import { REGISTERS } from "./register.ts";

const SHEET = defineSheet({
  title: { en: "Providers", zh: "服务机构名录" },
  columns: {
    id: { heading: { en: "Id", zh: "编号" }, kind: "text" },
    name: { heading: { en: "Name", zh: "服务机构名称" }, kind: "text" },
    creditCode: { heading: { en: "Credit code", zh: "统一社会信用代码" }, kind: "text" },
    status: { heading: { en: "Status", zh: "状态" }, kind: "text" },
    classes: { heading: { en: "Service classes", zh: "服务类别" }, kind: "text" },
    validFrom: { heading: { en: "Valid from", zh: "有效期起" }, kind: "day" },
    validThrough: { heading: { en: "Valid through", zh: "有效期止" }, kind: "day" },
    wallet: { heading: { en: "Wallet", zh: "钱包地址" }, kind: "hash" },
    group: { heading: { en: "Group", zh: "所属集团" }, kind: "count" },
  },
});

/** @throws TongduiError as listParties. */
export async function listProviders(input: ListInput, context: Context): Promise<Answer> {
  const counting = (count: number) => ({ en: counted(count, "provider"), zh: `共 ${count} 家服务机构` });
  return listParties({ sheet: SHEET, listed, counted: counting }, input, context);
}

/** All providers, or those of one district, as the ledger has them. */
export async function providersOf(open: Pick<Reading, "ledger">, district?: number) {
  const ids = await idsOf(open, "provider", district);
  const { providers } = open.ledger;
  return Promise.all(ids.map(async (id) => ({ id, facts: await providers.providerOf(id) })));
}

async function listed(
  open: Reading,
  directory: Directory,
  district: number | undefined,
): Promise<Listed<typeof SHEET>[]> {
  return (await providersOf(open, district)).map(({ id, facts }) => {
    const { wallet, group, status, classes, validFrom, validThrough } = facts;
    const known = directory.byId("provider", id);
    return {
      status: (PROVIDER_STATUSES[Number(status)] ?? "").toLowerCase(),
      entry: {
        id: formatProvider(id),
        name: known?.name,
        creditCode: known?.creditCode,
        status: REGISTERS.provider.statuses[Number(status)],
        classes: classesOf(classes).join(", "),
        validFrom: Number(validFrom),
        validThrough: Number(validThrough),
        wallet,
        group: Number(group),
      },
    };
  });
}
