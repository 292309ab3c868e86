/** What a public notice is about, in words. */
import { counted } from "../../../client/text/counted.ts";
import type { PublicNotice } from "../app/answers.ts";
import type { Text } from "../../../client/text/text.ts";
import type { Names } from "../app/namesOf.ts";

export function aboutText(notice: PublicNotice, names: Names): Text {
  const district = names.district(notice.district);
  const provider = notice.provider === null ? "" : (names.provider(notice.provider) ?? notice.provider);
  switch (notice.about) {
    case "list": {
      const count = notice.count ?? 0;
      const program = notice.program ?? 0;
      return {
        en: `${district} is to issue ${counted(count, "voucher")} under program ${program}`,
        zh: `${district}拟按项目 ${program} 发放双创券 ${count} 张`,
      };
    }
    case "admission":
      return {
        en: `${provider} is to be admitted as a provider of ${district}`,
        zh: `${provider}拟列为${district}入库服务机构`,
      };
    default:
      return {
        en: `${provider} is to be paid for an order on voucher ${notice.voucher ?? ""}`,
        zh: `拟就双创券 ${notice.voucher ?? ""} 项下订单向${provider}拨付`,
      };
  }
}

/** Where the matter itself stands. */
export function linkOf({ voucher, provider, program }: PublicNotice): string | undefined {
  if (voucher !== null) return `/v/${voucher}`;
  if (provider !== null) return `/providers/${provider}`;
  return program === null ? undefined : `/programs/${program}`;
}
