/**
 * Promise 4: a voucher has one Transfer, its mint; its holder never changes. That only the wallet of the moment signs for the holder
 * is no event's to show: it rests on the contracts' code, which verifying the deployment compares.
 */
import { id } from "ethers";
import { formatEnterprise } from "../../../client/ids.ts";
import type { LedgerEvent } from "../../../client/replay/events.ts";
import type { LedgerState } from "../../../client/replay/replay.ts";
import type { Text } from "../../../client/text/text.ts";
import type { Held, Report } from "../finding.ts";
import { atEvent, logText, voucherText } from "./words.ts";

const NOBODY = `0x${"0".repeat(40)}`;
/** A holder's address is 112 bits of this hash and the enterprise's id: contracts/base/Soulbound.sol. */
const HOLDER = BigInt(id("tongdui.enterprise").slice(0, 30)) << 48n;
const ENTERPRISE = 0xffff_ffff_ffffn;

export function vouchersDoNotMove(report: Report): Held<LedgerEvent, LedgerState> {
  const holderOf = new Map<bigint, bigint>();

  return {
    hear(event) {
      if (event.part !== "vouchers") return;
      const break_ = (voucher: bigint, what: Text): void => {
        report({ promise: 4, where: atEvent(voucherText(voucher), event), what });
      };
      switch (event.name) {
        case "Transfer": {
          const { tokenId, from, to } = event.args;
          if (from !== NOBODY || holderOf.has(tokenId)) break_(tokenId, MOVED);
          else holderOf.set(tokenId, BigInt(to));
          break;
        }
        case "VoucherChanged": {
          const { voucher, state } = event.args;
          const holder = holderOf.get(voucher);
          const enterprise = state & ENTERPRISE;
          if (holder !== undefined && holder !== (HOLDER | enterprise)) break_(voucher, otherHolder(enterprise));
          break;
        }
        case "Approval":
          break_(event.args.tokenId, LENT);
          break;
        case "ApprovalForAll":
          report({ promise: 4, where: logText(event.origin.block, event.logIndex), what: LENT });
          break;
        case "Unlocked":
          break_(event.args.tokenId, LOOSE);
          break;
        default:
          break;
      }
    },

    end({ vouchers }) {
      for (const voucher of vouchers.vouchers.keys()) {
        if (!holderOf.has(voucher)) report({ promise: 4, where: voucherText(voucher), what: UNMINTED });
      }
      for (const voucher of holderOf.keys()) {
        if (!vouchers.vouchers.has(voucher)) report({ promise: 4, where: voucherText(voucher), what: UNISSUED });
      }
    },
  };
}

const MOVED: Text = {
  en: "A Transfer tells that it moved; its mint is the only one that there can be.",
  zh: "有转移事件表明该券被转移，而除发放外不应有任何转移。",
};
const LENT: Text = { en: "An Approval lets somebody else move it.", zh: "有授权事件允许他人转移该券。" };
const LOOSE: Text = { en: "An event tells that it can be moved.", zh: "有事件表明该券可以转移。" };
const UNMINTED: Text = { en: "It was issued without a Transfer.", zh: "该券发放时没有转移事件。" };
const UNISSUED: Text = { en: "A Transfer tells of it, and it was never issued.", zh: "有该券的转移事件，但从未发放。" };

function otherHolder(enterprise: bigint): Text {
  const said = formatEnterprise(enterprise);
  return {
    en: `Its word says enterprise ${said}, and its Transfer went to another holder.`,
    zh: `账上持有企业为 ${said}，而转移事件中的持有者另有其人。`,
  };
}
