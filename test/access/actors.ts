/** Everybody whom the matrix lets try every function. */
import type { District } from "../support/world.ts";
import { OUTSIDERS, type Outsider } from "./outsiders.ts";
import { CONTRACTS, type Concerned, type Contract, type Seat } from "./rule.ts";
import type { Prepared } from "./prepared.ts";

export interface Actor {
  readonly name: string;
  readonly address: string;
  readonly seats: readonly Seat[];
  /** The contract of the ledger that it is. */
  readonly contract?: Contract;
  /** What it would hold but for the execution delay of all its duties. */
  readonly delayed?: readonly Seat[];
}

/** The seats of the Operator, with every key that it has. */
export const OPERATOR: readonly Seat[] = ["operator", "its holder"];

const OFFICES = ["administrator", "bureau", "approver", "finance"] as const;

export async function actorsOf(s: Prepared): Promise<Actor[]> {
  const { w } = s;
  const everyDistrictDuty = (["home", "joint", "provider's"] as const).flatMap((district) => [
    ...(["bureau", "approver", "finance"] as const).map((duty): Seat => `${district} ${duty}`),
  ]);
  const everyDuty: Seat[] = [...everyDistrictDuty, "operator", "auditor"];
  const rights: Seat[] = ["safe", "home administrator", "joint administrator", "provider's administrator"];
  const everything = [...everyDuty, ...rights];
  const outsiders: Record<Outsider, string> = {
    delayed: s.delayed.address,
    revoked: s.revoked.address,
    early: s.early.address,
    retired: s.retired.address,
    otherEnterprise: s.otherEnterprise.key.address,
    otherProvider: s.otherProvider.key.address,
    oldWallet: s.oldWallet.address,
    stoppedWallet: s.stoppedWallet.address,
    holder: await w.vouchers.ownerOf(s.voucher),
    stranger: w.stranger.address,
  };
  return [
    ...officers("home", w.wujin),
    ...officers("joint", w.nanhu),
    ...officers("provider's", w.yangpu),
    ...officers(null, w.hefei),
    { name: "the Operator", address: w.operator.address, seats: OPERATOR },
    { name: "the Auditor", address: w.auditor.address, seats: ["auditor"] },
    { name: "the consortium's Safe", address: w.safe.address, seats: ["safe"] },
    { name: "the deployer", address: w.deployer.address, seats: ["deployer"] },
    { name: "the enterprise", address: s.enterprise.key.address, seats: ["its signer"] },
    { name: "the provider", address: s.provider.key.address, seats: [] },
    { name: "the proposer with every duty", address: s.proposer.address, seats: [...everyDuty, "proposer"] },
    { name: "a colleague with every duty", address: s.colleague.address, seats: everyDuty },
    ...(Object.entries(outsiders) as [Outsider, string][]).map(([key, address]): Actor => {
      const delayed = key === "delayed";
      return {
        name: OUTSIDERS[key],
        address,
        seats: delayed ? ["delayed"] : [],
        ...(delayed && { delayed: everything }),
      };
    }),
    ...(await Promise.all(
      CONTRACTS.map(async (contract): Promise<Actor> => {
        return { name: contract, address: await w[contract].getAddress(), seats: [`contract ${contract}`], contract };
      }),
    )),
  ];
}

/** The six of a district, which is concerned in the matter or not at all. */
function officers(concerned: Concerned | null, district: District): Actor[] {
  const whose = concerned ?? "another district's";
  return OFFICES.flatMap((office) => {
    const people = office === "bureau" || office === "approver" ? [office, `${office}2` as const] : [office];
    return people.map((person): Actor => {
      const seats: Seat[] = concerned === null ? [] : [`${concerned} ${office}`];
      return { name: `${whose} ${person}`, address: district[person].address, seats };
    });
  });
}
