/**
 * Promise 6: no group is issued more in a calendar year than the cap of the program it draws on. Revoking in the year of issue gives
 * room back, unless the firm came under another controller in that year; expiry never does. What editions before this one issued in
 * the year is theirs to audit.
 */
import { dayOf, yearOf } from "../../../client/days.ts";
import { programOf } from "../../../client/ids.ts";
import type { LedgerEvent } from "../../../client/replay/events.ts";
import type { LedgerState } from "../../../client/replay/replay.ts";
import { ACTIONS } from "../../../client/replay/voucherChange.ts";
import type { Held, Report } from "../finding.ts";
import { atEvent, yuan } from "./words.ts";

const ISSUED = BigInt(ACTIONS.indexOf("Issued"));
const REVOKED = BigInt(ACTIONS.indexOf("Revoked"));
const ENTERPRISE = 0xffff_ffff_ffffn;

interface Issue {
  readonly year: number;
  readonly group: bigint;
}

export function capsHold(report: Report): Held<LedgerEvent, LedgerState> {
  /** Fen, by `group year`. */
  const issued = new Map<string, bigint>();
  const issueOf = new Map<bigint, Issue>();
  const groupOf = new Map<bigint, bigint>();
  const regroupedIn = new Map<bigint, number>();
  const keyOf = ({ group, year }: Issue): string => `${group} ${year}`;

  return {
    hear(event, { programs }) {
      if (event.name === "EnterpriseRegistered") groupOf.set(event.args.enterprise, event.args.group);
      if (event.name === "EnterpriseRegrouped") {
        groupOf.set(event.args.enterprise, event.args.group);
        regroupedIn.set(event.args.enterprise, yearAt(event.origin.time));
      }
      if (event.name !== "VoucherChanged") return;
      const { voucher, action, amount, state } = event.args;
      if (action !== ISSUED && action !== REVOKED) return;
      const enterprise = state & ENTERPRISE;
      const year = yearAt(event.origin.time);

      if (action === REVOKED) {
        const issue = issueOf.get(voucher);
        if (issue?.year !== year || regroupedIn.get(enterprise) === year) return;
        issued.set(keyOf(issue), (issued.get(keyOf(issue)) ?? 0n) - amount);
        return;
      }
      const group = groupOf.get(enterprise);
      const cap = programs.programs.get(programOf(voucher))?.terms.yearlyCap;
      if (group === undefined || cap === undefined) return;
      const issue = { group, year };
      issueOf.set(voucher, issue);
      const sum = (issued.get(keyOf(issue)) ?? 0n) + amount;
      issued.set(keyOf(issue), sum);
      if (sum <= cap) return;
      report({
        promise: 6,
        where: atEvent({ en: `group ${group} in ${year}`, zh: `控制人 ${group}，${year} 年` }, event),
        what: {
          en: `It was issued ${yuan(sum)} in the year, and the cap of program ${programOf(voucher)} is ${yuan(cap)}.`,
          zh: `该年度累计发放 ${yuan(sum)}，超出项目 ${programOf(voucher)} 的年度上限 ${yuan(cap)}。`,
        },
      });
    },

    end: () => undefined,
  };
}

function yearAt(time: number): number {
  return yearOf(dayOf(time));
}
