import { expect } from "chai";
import { AbiCoder, keccak256, type BaseContract, type Result } from "ethers";
import { allBut, expectOnly, type Person } from "./access.ts";
import { expectEvents, expectRefused, type Signer, type Told, type Transaction } from "./expect.ts";
import { networkHelpers, type World } from "./world.ts";

/** A ledger with a party of Wujin in the first of its statuses. */
export interface Stage {
  readonly w: World;
  readonly contract: BaseContract;
  readonly id: bigint;
}

type State = Record<string, unknown>;

/** A register of parties: how a test comes to have one in any status, and what the register says of others. */
export interface Register<S extends Stage> {
  readonly noun: string;
  /** The names of the statuses, with the number that the ledger gives each. */
  readonly statuses: Readonly<Record<string, number>>;
  readonly stage: () => Promise<S>;
  readonly bring: (s: S, status: string) => Promise<unknown>;
  readonly stateOf: (s: S) => Promise<State>;
  readonly unknown: string;
  readonly otherStatus: string;
}

/** One function that changes what the register says of a party. */
export interface Act<S extends Stage> {
  readonly name: string;
  /** Whose act it is, in Wujin or the consortium; anyone's where nobody is named. */
  readonly may: readonly Person[];
  readonly duty?: readonly [district: number, duty: bigint];
  /** The statuses in which it is taken; the tests of its effect happen in the first. */
  readonly from: readonly string[];
  /** What has to happen before, in that status. */
  readonly ready?: (s: S) => Promise<unknown>;
  readonly act: (s: S, by: Signer, id: bigint) => Transaction;
  readonly told: (s: S, by: Signer) => readonly Told[];
  /** What it changes, and nothing else. */
  readonly changes: State | ((s: S) => State | Promise<State>);
}

/** A struct that a contract gives, by the names of its fields. */
export const fieldsOf = (struct: unknown): State => (struct as Result).toObject() as State;

const coder = AbiCoder.defaultAbiCoder();

/** The event by which a first officer proposes a matter. */
export function proposedBy(by: Signer, types: readonly string[], values: readonly unknown[]): Told {
  const what = coder.encode(["string", ...types], values);
  return ["MatterProposed", [keccak256(what), by, what]];
}

/** The event by which a second officer confirms a matter. */
export function confirmedBy(by: Signer, types: readonly string[], values: readonly unknown[]): Told {
  return ["MatterConfirmed", [keccak256(coder.encode(["string", ...types], values)), by]];
}

/** The beats that every such function has: who, from which statuses, what it says, what it leaves. */
export function changesStanding<S extends Stage>(register: Register<S>, act: Act<S>): void {
  const at = async (status: string) => {
    const s = await networkHelpers.loadFixture(register.stage);
    await register.bring(s, status);
    return s;
  };
  const [first] = act.from as [string];
  const ready = async (status = first) => {
    const s = await at(status);
    await act.ready?.(s);
    const [person] = act.may;
    const by = personOf(s.w, person);
    return { s, by, before: await register.stateOf(s) };
  };

  const offices = new Set(act.may.map((person) => person.replace(/2$/, "")));
  it(act.may.length === 0 ? "is anyone's" : `is the ${[...offices].join("'s and ")}'s alone`, async () => {
    const { s } = await ready();
    const everybody = allBut(s.w, s.w.wujin, []).map(([, by]) => by);
    const able = act.may.length === 0 ? everybody : act.may.map((person) => personOf(s.w, person));
    for (const by of able) {
      const before = await networkHelpers.takeSnapshot();
      await act.act(s, by, s.id);
      await before.restore();
    }
    if (act.duty) await expectOnly(s.w, s.w.wujin, act.may, act.duty, async (by) => act.act(s, by, s.id));
  });

  it("says what happened", async () => {
    const { s, by } = await ready();
    await expectEvents(act.act(s, by, s.id), s.contract, act.told(s, by));
  });

  it("changes what it should and nothing else", async () => {
    const { s, by, before } = await ready();
    const changes = typeof act.changes === "function" ? await act.changes(s) : act.changes;
    await act.act(s, by, s.id);
    expect(await register.stateOf(s)).to.deep.equal({ ...before, ...changes });
  });

  it(`refuses ${register.noun} that does not exist`, async () => {
    const { s, by } = await ready();
    for (const id of [0n, s.id + 9n, s.id + (9n << 32n)]) {
      await expectRefused(act.act(s, by, id), s.contract, register.unknown, [id]);
    }
  });

  for (const [status, number] of Object.entries(register.statuses)) {
    if (act.from.includes(status)) {
      it(`takes one that is ${status}`, async () => {
        const { s, by } = await ready(status);
        await act.act(s, by, s.id);
      });
    } else {
      it(`refuses one that is ${status}`, async () => {
        const s = await at(status);
        const by = personOf(s.w, act.may[0]);
        await expectRefused(act.act(s, by, s.id), s.contract, register.otherStatus, [s.id, number]);
      });
    }
  }
}

const personOf = (w: World, person?: Person): Signer => {
  if (person === undefined) return w.stranger;
  return person === "operator" || person === "auditor" || person === "safe" ? w[person] : w.wujin[person];
};
