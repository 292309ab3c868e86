import { expect } from "chai";
import type { FunctionFragment, ParamType } from "ethers";
import * as factories from "../../typechain-types/index.ts";
import { load } from "../support/load.ts";
import { expireAHundredPrograms, playTheWorst } from "./worst.ts";
import { MOST_GAS } from "./gas.ts";

/**
 * How many items of the worst kind one transaction has room for, where that is not the hundred that the ledger takes.
 * Registering writes seven new words a firm of a new controller; placing and redeeming ask two wallets an item, each of
 * which may use 100,000 gas, of whose answer only the first word is looked at; redeeming marks ten invoices an item.
 */
const ROOM = { "Enterprises.register": 91, "Orders.place": 51, "Orders.redeem": 29 } as const;

/** Every function that takes a list, however deep inside, and in which its worst case is met. */
const TAKES_A_LIST: Record<string, string> = {
  "Enterprises.register": "itself",
  "Enterprises.draw": "Vouchers.issue", // which alone may ask
  "Programs.propose": "itself",
  "Vouchers.issue": "itself",
  "Vouchers.expire": "itself",
  "Orders.place": "itself",
  "Orders.redeem": "itself",
  "Orders.redeemItem": "Orders.redeem", // which alone may ask
  "Orders.claim": "itself",
  "Orders.accept": "itself",
  "Orders.decide": "itself",
  "Orders.confirmDecide": "itself",
  "Orders.confirmRejectForForm": "itself",
  "Payments.open": "itself",
  "Payments.settle": "itself",
};

const CONTRACTS = [
  "Edition",
  "Districts",
  "Enterprises",
  "Providers",
  "Programs",
  "Vouchers",
  "Orders",
  "Payments",
] as const;

const holdsAList = (type: ParamType): boolean =>
  type.isArray() || (type.isTuple() && type.components.some((component) => holdsAList(component)));

function takingLists(): string[] {
  return CONTRACTS.flatMap((contract) => {
    const { fragments } = factories[`${contract}__factory`].createInterface();
    return fragments
      .filter((fragment): fragment is FunctionFragment => fragment.type === "function")
      .filter(({ inputs }) => inputs.some((input) => holdsAList(input)))
      .map(({ name }) => `${contract}.${name}`);
  });
}

/** Each act is given no more gas than MOST_GAS: one that does not fit fails here. */
async function theWorst(): Promise<ReadonlyMap<string, number>> {
  return new Map([...(await playTheWorst(ROOM)), ["Vouchers.expire", await expireAHundredPrograms()]]);
}
const costOf = async (name: string): Promise<number> => (await load(theWorst)).get(name)!;

describe("The worst batch", function () {
  this.timeout(300_000); // the first of these plays the whole story

  it("is known for every function that takes a list", () => {
    expect(takingLists()).to.have.members(Object.keys(TAKES_A_LIST));
  });

  for (const [name, where] of Object.entries(TAKES_A_LIST)) {
    const met = where === "itself" ? name : where;
    it(`of ${name} fits into a transaction`, async () => {
      expect(await costOf(met)).to.be.at.most(MOST_GAS);
    });
  }

  for (const [name, items] of Object.entries(ROOM)) {
    it(`of ${name} with more than ${items} items would not fit`, async () => {
      expect(((await costOf(name)) / items) * (items + 1)).to.be.above(MOST_GAS);
    });
  }

  for (const name of ["Orders.place", "Orders.redeem"]) {
    it(`of ${name} is far from an ordinary one, of which a hundred fit`, async () => {
      expect(await costOf(`an ordinary ${name}`)).to.be.at.most(MOST_GAS);
    });
  }
});
