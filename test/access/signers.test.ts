import { expect } from "chai";
import { keyOf } from "../support/acts.ts";
import { load } from "../support/load.ts";
import { passDays, SETTINGS } from "../support/world.ts";
import { callOf, DONE, outcomeOf } from "./attempt.ts";
import { WRONG_SIGNERS, type WrongSigner } from "./outsiders.ts";
import { OFFICERS_KEY } from "./people.ts";
import { prepared, type Prepared } from "./prepared.ts";
import type { Party } from "./rule.ts";
import { ROWS, type Row } from "./rules.ts";
import { parties, SIGNED, signing, type Signers } from "./trials/signed.ts";

const WRONG: Readonly<Record<WrongSigner, (s: Prepared, party: Party) => Signers[Party]>> = {
  counterparty: (s, party) => (party === "enterprise" ? s.provider : s.enterprise),
  otherEnterprise: (s) => s.otherEnterprise,
  otherProvider: (s) => s.otherProvider,
  officer: () => ({ id: 0n, key: OFFICERS_KEY }),
  oldWallet: (s) => ({ id: 0n, key: s.oldWallet }),
  stoppedWallet: (s) => ({ id: 0n, key: s.stoppedWallet }),
  stranger: () => signing("stranger"),
};

const ROWS_SIGNED = ROWS.filter(({ rule }) => rule.signed !== undefined);
const inOrders = ROWS_SIGNED.filter(({ function: name }) => name !== "withdrawMessage");

/** Who brings it: each kind of account that may. */
async function bringers(s: Prepared, { contract, rule }: Row): Promise<string[]> {
  if (rule.may.includes("this contract")) return [await s.w[contract].getAddress()];
  return [s.w.operator.address, s.colleague.address, ...(rule.may.includes("anyone") ? [s.w.stranger.address] : [])];
}

/** The outcomes for everybody who may bring it, with these signatures. */
async function broughtWith(s: Prepared, row: Row, by: Signers): Promise<string[]> {
  const call = await callOf(s, row, async (of) => SIGNED[row.key]!(of, by));
  const outcomes: string[] = [];
  for (const from of await bringers(s, row)) outcomes.push(await outcomeOf(call, from));
  return [...new Set(outcomes)].map((text) => text.replace(/0x[0-9a-f]{64}/, "message"));
}

const told = ({ rule }: Row, text: string): string => (rule.refusal?.ofItem ? `ItemFailed(0, ${text})` : text);
const slots = (rows: readonly Row[]) =>
  rows.flatMap((row) => row.rule.signed!.map((party): [Row, Party] => [row, party]));

describe("Access: only the party itself signs, with its wallet of the moment", () => {
  it("has a message for each row that takes a signature", () => {
    expect(Object.keys(SIGNED)).to.have.members(ROWS_SIGNED.map(({ key }) => key));
  });

  for (const [row, party] of slots(ROWS_SIGNED)) {
    it(`${row.key}: nobody signs for the ${party}`, async () => {
      const s = await load(prepared);
      expect(await broughtWith(s, row, parties(s))).to.deep.equal([DONE]);
      const wrong = told(row, `SignatureWrong(${s[party].key.address}, message)`);
      for (const [who, signer] of Object.entries(WRONG)) {
        const outcomes = await broughtWith(s, row, { ...parties(s), [party]: signer(s, party) });
        expect(outcomes, WRONG_SIGNERS[who as WrongSigner]).to.deep.equal([wrong]);
      }
    });
  }

  for (const party of ["enterprise", "provider"] as const) {
    const fresh: Signers[Party] = { id: 0n, key: keyOf(`the ${party}'s new wallet`) };
    const registerOf = ({ w }: Prepared) => (party === "enterprise" ? w.enterprises : w.providers);
    const homeOf = ({ w }: Prepared) => (party === "enterprise" ? w.wujin : w.yangpu);
    const stopped = async () => {
      const s = await load(prepared);
      await registerOf(s).connect(homeOf(s).bureau).proposeRotation(s[party].id, fresh.key.address);
      return s;
    };
    const rotated = async () => {
      const s = await load(stopped);
      await passDays(SETTINGS.rotationDays + 1);
      await registerOf(s).connect(homeOf(s).approver).confirmRotation(s[party].id, fresh.key.address);
      return s;
    };

    for (const [row] of slots(inOrders).filter(([, one]) => one === party)) {
      it(`${row.key}: while the ${party}'s wallet is stopped, neither it nor the proposed one signs`, async () => {
        const s = await load(stopped);
        for (const signer of [s[party], fresh]) {
          const outcomes = await broughtWith(s, row, { ...parties(s), [party]: signer });
          expect(outcomes).to.deep.equal([told(row, `WalletStopped(${s[party].id})`)]);
        }
      });

      it(`${row.key}: the ${party}'s new wallet signs, the old one does not any more`, async () => {
        const s = await load(rotated);
        expect(await broughtWith(s, row, { ...parties(s), [party]: fresh })).to.deep.equal([DONE]);
        const wrong = told(row, `SignatureWrong(${fresh.key.address}, message)`);
        expect(await broughtWith(s, row, parties(s))).to.deep.equal([wrong]);
      });
    }
  }
});
