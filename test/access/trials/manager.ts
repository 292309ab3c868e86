import { DUTY, roleOf, type World } from "../../support/world.ts";
import type { Trial } from "../trials.ts";

type Call = (w: World) => readonly unknown[];
const call =
  (args: Call): Trial =>
  ({ w }) =>
    args(w);

const HIGHEST = roleOf(0, DUTY.administrator);
const close = (w: World): string => w.districts.interface.encodeFunctionData("close");
const bureau = (w: World): bigint => roleOf(w.wujin.id, DUTY.bureau);

/** Roles of the home district, and one of the consortium's. */
const roles = (args: (role: bigint) => readonly unknown[]): readonly Trial[] => [
  call(() => args(roleOf(0, DUTY.operator))),
  call((w) => args(roleOf(w.wujin.id, DUTY.administrator))),
  call((w) => args(bureau(w))),
];
const settings = (args: Call): readonly Trial[] => [call(args)];

/** The same duty given to a stranger and taken from who holds it. */
const KINDS: Readonly<
  Record<string, readonly [role: (w: World) => bigint, holder: (w: World) => { address: string }][]>
> = {
  "the consortium's: its Safe's own right, Operator, Auditor": [
    [() => HIGHEST, (w) => w.safe],
    [() => roleOf(0, DUTY.operator), (w) => w.operator],
    [() => roleOf(0, DUTY.auditor), (w) => w.auditor],
  ],
  "a district's administrator": [
    [(w) => roleOf(w.wujin.id, DUTY.administrator), (w) => w.wujin.administrator],
    [(w) => roleOf(w.hefei.id, DUTY.administrator), (w) => w.hefei.administrator],
  ],
  "a district's Bureau, Approver, Finance": [
    [bureau, (w) => w.wujin.bureau],
    [(w) => roleOf(w.wujin.id, DUTY.approver), (w) => w.wujin.approver],
    [(w) => roleOf(w.wujin.id, DUTY.finance), (w) => w.wujin.finance],
  ],
};

const granting = Object.entries(KINDS).flatMap(([use, kind]): [string, readonly Trial[]][] => [
  [`manager.grantRole ${use}`, kind.map(([role]) => call((w) => [role(w), w.stranger, 0]))],
  [`manager.revokeRole ${use}`, kind.map(([role, holder]) => call((w) => [role(w), holder(w)]))],
]);

export const MANAGER: Readonly<Record<string, readonly Trial[]>> = {
  ...Object.fromEntries(granting),
  "manager.renounceRole": settings((w) => [roleOf(0, DUTY.operator), w.operator]),
  "manager.setRoleAdmin": roles((role) => [role, roleOf(0, DUTY.auditor)]),
  "manager.setRoleGuardian": roles((role) => [role, roleOf(0, DUTY.auditor)]),
  "manager.setGrantDelay": roles((role) => [role, 0]),
  "manager.labelRole": roles((role) => [role, "mine"]),
  "manager.setTargetFunctionRole": settings((w) => [w.districts, [close(w).slice(0, 10)], roleOf(0, DUTY.auditor)]),
  "manager.setTargetClosed": settings((w) => [w.districts, true]),
  "manager.setTargetAdminDelay": settings((w) => [w.districts, 1]),
  "manager.updateAuthority": settings((w) => [w.districts, w.operator]),
  "manager.execute a function of the ledger": settings((w) => [w.districts, close(w)]),
  "manager.schedule a function of the ledger": settings((w) => [w.districts, close(w), 0]),
  "manager.cancel": [({ w, delayed, scheduled }) => [delayed, w.districts, scheduled]],
  "manager.consumeScheduledOp": settings((w) => [w.operator, close(w)]),
  "manager.multicall giving a district's duty": settings((w) => {
    return [[w.manager.interface.encodeFunctionData("grantRole", [bureau(w), w.stranger.address, 0])]];
  }),
};
