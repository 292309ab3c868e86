/** Who it is that comes or goes: a name in a file says nothing, for the file may have been altered on its way. */
import { inGroups } from "../../../client/text/ids.ts";
import type { Text } from "../../../client/text/text.ts";
import type { Facts } from "./facts.ts";

/** Each node's address and key and the file's hash, which districts hold against each other by telephone. */
export function identityTexts({ direction, district, file, networkHash, open }: Facts): Text[] {
  const hash = inGroups(`0x${networkHash}`).join(" ");
  return [
    ...district.map(({ name, address, key, enode }): Text => {
      const at = enode.slice(enode.indexOf("@") + 1);
      return {
        en: `${name}: address ${address}, at ${at}, public key 0x${key}.`,
        zh: `${name}：地址 ${address}，位于 ${at}，公钥 0x${key}。`,
      };
    }),
    { en: `Network hash of ${file}: ${hash}`, zh: `${file} 的网络哈希：${hash}` },
    {
      en: "Before you say yes, compare the address with the district itself and the network hash with another district, by telephone.",
      zh: "确认之前，请通过电话与该区核对地址，并与另一个区核对网络哈希。",
    },
    ...(direction === "add" && !open ? [ASK_OFFICE] : []),
  ];
}

const ASK_OFFICE: Text = {
  en: "The ledger was not asked here: let your office confirm first that the consortium has taken the district in.",
  zh: "此处未查询账本：请先由本区办公单位确认联盟已登记该区。",
};
