/** The good proofs among the vectors, and the trust roots that they are checked under. */
import { RLP } from "@ethereumjs/rlp";
import type { Wallet } from "ethers";
import { provePayment, proveProgram, proveProvider } from "../../../client/proof/present.ts";
import { proveVoucher } from "../../../client/proof/voucher.ts";
import { bytesOf, hexOf, type Hex } from "../../../verifier/bytes.ts";
import { trustRootHash, type TrustRoot, type ValidatorRange } from "../../../verifier/trustRoot.ts";
import { refusal, refusing, sourceOf } from "../../client/proof/support/making.ts";
import { ethers } from "../../support/world.ts";
import { contentOf, remade, resealed } from "../support/forging.ts";
import { lifeOf } from "../support/lives.ts";
import { rootOf } from "../support/realRoot.ts";
import { addressOf, nextRoot, signedBy, VALIDATORS } from "../support/roots.ts";
import { sealed } from "../support/sealing.ts";

/** The four who seal first, one a district; then one of them is replaced by two others. */
export const FIRST = VALIDATORS.slice(0, 4);
export const NEXT = VALIDATORS.slice(1, 6);

export type RootName = "root-0" | "root-1" | "root-development";

export interface GoodProof {
  readonly what: string;
  /** Those under which it is valid. */
  readonly roots: readonly RootName[];
  readonly text: string;
}

/** All of them, made from one ledger on the in-process node. */
export async function goodProofs() {
  let [early, inUse, loose] = ["", "", ""];
  const life = await lifeOf({
    inHand: async (w, voucher) => {
      early = (await proveVoucher(await sourceOf(w), voucher)).text;
    },
    inUse: async (w, voucher) => {
      inUse = (await proveVoucher(await sourceOf(w), voucher)).text;
      loose = (await proveVoucher(await sourceOf(w, await forgetful()), voucher)).text;
    },
  });
  const { w, voucher, provider, program, payment } = life;
  const source = await sourceOf(w);
  const whole = (await proveVoucher(source, voucher)).text;

  // The validators change in the middle of the voucher's life.
  const change = numberOf(contentOf(inUse).headers[2]!);
  const root0 = { ...(await rootOf(w, FIRST)), validators: [ofDistricts(0, null, FIRST)] };
  const validators = [ofDistricts(0, change - 1, FIRST), ofDistricts(change, null, NEXT)];
  const root1 = signedBy(nextRoot(root0, { validators }), FIRST.slice(1));
  const roots: Record<RootName, TrustRoot> = {
    "root-0": root0,
    "root-1": root1,
    "root-development": await rootOf(w),
  };

  const under = (root: RootName, text: string) => remade(text, { trustRoot: trustRootHash(roots[root]) });
  const byThree = (text: string) => under("root-0", resealed(text, { validators: FIRST, signers: FIRST.slice(1) }));
  const inTheirTime = contentOf(inUse).headers.map((header) =>
    hexOf(sealed(bytesOf(header as Hex), { validators: numberOf(header) < change ? FIRST : NEXT })),
  );
  const proofs = {
    voucher: {
      what: "the whole life of a voucher across two districts, sealed by three of four validators",
      roots: ["root-0"],
      text: byThree(whole),
    },
    "voucher-in-hand": {
      what: "the same voucher when it had only been issued; it is valid under the next root too",
      roots: ["root-0", "root-1"],
      text: byThree(early),
    },
    "voucher-two-sets": {
      what: "the voucher in use, sealed by the validators before and after a change of them",
      roots: ["root-1"],
      text: under("root-1", remade(inUse, { headers: inTheirTime })),
    },
    "voucher-loose": {
      what: "the voucher in use, from a node that keeps no old states: the code is proved in the newest block alone",
      roots: ["root-0"],
      text: byThree(loose),
    },
    "voucher-development": {
      what: "the voucher as issued, on a development chain, which nobody seals",
      roots: ["root-development"],
      text: under("root-development", early),
    },
    provider: {
      what: "a provider's certificate, sealed by all four in round 2",
      roots: ["root-0"],
      text: under("root-0", resealed((await proveProvider(source, provider.id)).text, { validators: FIRST, round: 2 })),
    },
    program: {
      what: "a program's terms and budget",
      roots: ["root-0"],
      text: byThree((await proveProgram(source, program)).text),
    },
    payment: {
      what: "a payment batch",
      roots: ["root-0"],
      text: byThree((await provePayment(source, payment)).text),
    },
  } satisfies Record<string, GoodProof>;
  return { proofs, roots, source, life, inUse: byThree(inUse) };
}

/** A node that keeps the newest state alone. */
async function forgetful() {
  const newest = await ethers.provider.getBlockNumber();
  return refusing("eth_getProof", (params) => Number(params[2]) < newest, refusal("World state is unavailable"));
}

export type Good = Awaited<ReturnType<typeof goodProofs>>;

export function numberOf(header: string): number {
  const fields = RLP.decode(header) as Uint8Array[];
  return Number(hexOf(fields[8]!));
}

function ofDistricts(from: number, through: number | null, wallets: readonly Wallet[]): ValidatorRange {
  const members = wallets.map((wallet, i) => ({ district: 1 + (i % 4), address: addressOf(wallet) }));
  return { from, through, members };
}
