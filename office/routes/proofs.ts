/**
 * Proofs of the district's own vouchers. A proof tells amounts, of other vouchers in the same batch too.
 *
 * ROLES: the voucher's holder, the Auditor, the district's officers, and whom the Bureau granted it; everybody, where the district publishes proofs, unless other
 * districts' vouchers stand in it.
 */
import { z } from "zod";
import { districtOf, formatVoucher, parseVoucher } from "../../client/ids.ts";
import { unknown } from "../../client/proof/faults.ts";
import { decodeVoucher, type Voucher } from "../../client/voucherWord.ts";
import { publishesProofs } from "../../client/publication.ts";
import { addressOf } from "../http/address.ts";
import { tooMany } from "../http/answering.ts";
import { notYours, Refusal } from "../http/refusal.ts";
import { publicRoute, type Route } from "../http/route.ts";
import { Throttle } from "../http/throttle.ts";
import type { Office } from "../office.ts";
import { OFFICERS, type Kind, type Person } from "../people/person.ts";
import { Proofs } from "../proofs/proofs.ts";
import { proofIsGranted } from "../requests/requests.ts";
import { settingsNow } from "../publication/settings.ts";

/** Made for one address; those that are given again do not count. */
const MOST_MADE_A_MINUTE = 30;

const MAY_HAVE: readonly Kind[] = [...OFFICERS, "auditor"];

const voucherNumber = z.string().transform((text, context) => {
  try {
    return parseVoucher(text);
  } catch {
    context.addIssue("no voucher's number");
    return z.NEVER;
  }
});

export function proofRoutes(office: Office): Route[] {
  const proofs = new Proofs(office);
  const throttle = new Throttle(MOST_MADE_A_MINUTE, 60, office.now);
  return [
    publicRoute({
      method: "GET",
      path: "/proofs/:voucher",
      params: z.object({ voucher: voucherNumber }),
      give: async ({ person, params: { voucher }, request, about }) => {
        const number = formatVoucher(voucher);
        about(number);
        const state = await voucherIn(office, voucher);
        demandOwn(office, number, state);
        const isForAll =
          !mayHave(person, state) && !(person && (await proofIsGranted(office.database, number, person)));
        if (isForAll) await demandPublished(office, person);
        const { bytes, hash, tellsOfOthers } = await proofs.of(voucher, state.sequence, () => {
          if (throttle.take(addressOf(office, request)) > 0) throw tooMany();
        });
        if (isForAll && tellsOfOthers) throw ofOthersToo();
        return new Response(bytes, {
          headers: {
            "Content-Type": "application/gzip",
            "Content-Disposition": `attachment; filename="voucher-${number}.proof.json.gz"`,
            "Cache-Control": "private, no-cache",
            ETag: `"${hash}"`,
          },
        });
      },
    }),
  ];
}

/** @throws TongduiError `VoucherUnknown` as a Refusal 404. */
async function voucherIn({ at: { ledger } }: Office, voucher: bigint): Promise<Voucher> {
  const word = await ledger.vouchers.wordOf(voucher).catch((error: unknown) => {
    if ((error as { code?: unknown }).code === "CALL_EXCEPTION") return 0n;
    throw error;
  });
  if (word !== 0n) return decodeVoucher(word);
  const { code, sentence } = unknown("VoucherUnknown", { voucher });
  throw new Refusal(404, code, sentence);
}

function demandOwn({ district }: Office, number: string, { enterprise }: Voucher): void {
  const home = Number(districtOf(enterprise));
  if (home === district) return;
  throw new Refusal(404, "VoucherOfOther", {
    en: `Voucher ${number} is district ${home}'s: that district's office gives its proof.`,
    zh: `双创券 ${number} 属于第 ${home} 区，其证明由该区服务器提供。`,
  });
}

function mayHave(person: Person | undefined, { enterprise }: Voucher): boolean {
  if (!person) return false;
  const isHolder = person.parties.some(({ register, id }) => register === "enterprise" && id === enterprise);
  return isHolder || MAY_HAVE.some((kind) => person.kinds.has(kind));
}

async function demandPublished(office: Office, person: Person | undefined): Promise<void> {
  const { settings } = await settingsNow(office.database);
  if (publishesProofs(settings)) return;
  if (person) throw notYours();
  throw new Refusal(401, "NotSignedIn", {
    en: "This district gives a voucher's proof to its holder, the Auditor and the district's officers only: sign in first.",
    zh: "本区仅向持券企业、审计机构及本区工作人员提供双创券证明，请先登录。",
  });
}

function ofOthersToo(): Refusal {
  return new Refusal(403, "OthersInProof", {
    en: "In this proof stand other districts' vouchers too, so only its holder, the Auditor and the district's officers are given it.",
    zh: "该证明中含有其他区的双创券，因此仅向持券企业、审计机构及本区工作人员提供。",
  });
}
