import { AccessManager__factory } from "../../typechain-types/index.ts";
import { roleOf, type Duty } from "../ids.ts";
import { proposeBatch, type SafePlace, type SafeProposal } from "./transaction.ts";

/** A duty that a district's Safe gives. */
export type DistrictDuty = Extract<Duty, "bureau" | "approver" | "finance">;

export interface Officer {
  readonly account: string;
  readonly duty: DistrictDuty;
}

export interface Appointment {
  /** The district's number on the ledger. */
  readonly district: number;
  readonly appoint?: readonly Officer[];
  /** These lose their duty at once. */
  readonly dismiss?: readonly Officer[];
  readonly manager: string;
  readonly multiSend: string;
}

/**
 * Proposes to a district's Safe to change its officers, all in one transaction. Dismissals come first, so that an account may move
 * from one duty to another.
 *
 * An appointment counts after the grant delay: three days, except in the first five days after the ledger was deployed, when it
 * counts at once (see deploy/roles.ts).
 */
export function proposeOfficers(
  place: SafePlace,
  { district, appoint = [], dismiss = [], manager, multiSend }: Appointment,
): SafeProposal {
  const calls = AccessManager__factory.createInterface();
  const role = ({ duty }: Officer): bigint => roleOf(district, duty);
  return proposeBatch(place, multiSend, [
    ...dismiss.map((officer) => ({
      to: manager,
      data: calls.encodeFunctionData("revokeRole", [role(officer), officer.account]),
    })),
    ...appoint.map((officer) => ({
      to: manager,
      data: calls.encodeFunctionData("grantRole", [role(officer), officer.account, 0]),
    })),
  ]);
}
