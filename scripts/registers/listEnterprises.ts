/** Lists the register of enterprises. */
import { getAddress, toBeHex } from "ethers";
import { formatEnterprise } from "../../client/ids.ts";
import { ENTERPRISE_STATUSES } from "../../client/replay/enterprises.ts";
import { decodeEnterprise, enterpriseSlot } from "../../client/slots.ts";
import { counted } from "../../client/text/counted.ts";
import type { Reading } from "../chain/reading.ts";
import { readWords } from "../chain/words.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { defineSheet } from "../tables/sheet.ts";
import type { Directory } from "./directory.ts";
import { idsOf, listParties, type Listed, type ListInput } from "./listParties.ts";
import { REGISTERS } from "./register.ts";

const SHEET = defineSheet({
  title: { en: "Enterprises", zh: "企业名录" },
  columns: {
    id: { heading: { en: "Id", zh: "编号" }, kind: "text" },
    name: { heading: { en: "Name", zh: "企业名称" }, kind: "text" },
    creditCode: { heading: { en: "Credit code", zh: "统一社会信用代码" }, kind: "text" },
    status: { heading: { en: "Status", zh: "状态" }, kind: "text" },
    wallet: { heading: { en: "Wallet", zh: "钱包地址" }, kind: "hash" },
    group: { heading: { en: "Group", zh: "所属集团" }, kind: "count" },
    vouchers: { heading: { en: "Vouchers", zh: "累计获发" }, kind: "count" },
  },
});

/** @throws TongduiError as listParties. */
export async function listEnterprises(input: ListInput, context: Context): Promise<Answer> {
  const counting = (count: number) => ({ en: counted(count, "enterprise"), zh: `共 ${count} 家企业` });
  return listParties({ sheet: SHEET, listed, counted: counting }, input, context);
}

async function listed(
  open: Reading,
  directory: Directory,
  district: number | undefined,
): Promise<Listed<typeof SHEET>[]> {
  const { nodes, deployment } = open;
  const ids = await idsOf(open, "enterprise", district);
  const words = await readWords(nodes, deployment.contracts.enterprises.address, ids, enterpriseSlot);
  return ids.map((id, i) => {
    const { wallet, group, status, vouchers } = decodeEnterprise(words[i] ?? 0n);
    const known = directory.byId("enterprise", id);
    return {
      status: status.toLowerCase(),
      entry: {
        id: formatEnterprise(id),
        name: known?.name,
        creditCode: known?.creditCode,
        status: REGISTERS.enterprise.statuses[ENTERPRISE_STATUSES.indexOf(status)],
        wallet: getAddress(toBeHex(wallet, 20)),
        group: Number(group),
        vouchers,
      },
    };
  });
}
