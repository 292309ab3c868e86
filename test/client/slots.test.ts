import path from "node:path";
import { expect } from "chai";
import fc from "fast-check";
import type { Part } from "../../client/replay/events.ts";
import { loadLayouts } from "../../client/replay/layouts.ts";
import { StorageMap, type Slot, type Value, type Variables } from "../../client/replay/storageMap.ts";
import {
  clawBackSlot,
  decodeEnterprise,
  decodeGroup,
  enterpriseSlot,
  groupNullifierSlot,
  freezeSlot,
  groupSlot,
  orderSlot,
  paymentSlots,
  programSlots,
  providerSlots,
  voucherSlot,
} from "../../client/slots.ts";

const layouts = await loadLayouts(path.resolve(import.meta.dirname, "../../artifacts"));
const hash = `0x${"ab".repeat(32)}`;
const key = fc.bigInt({ min: 1n, max: 2n ** 48n - 1n });

/** All variables of a contract, with nothing in any but one mapping. */
function slotsWith(part: Part, mapping: string, entries: readonly [bigint, Value][]): Slot[] {
  const variables: Variables = Object.fromEntries(
    layouts[part].storage.map(({ label, type }) => [
      label,
      label === mapping ? entries : /mapping/.test(type) ? [] : 0n,
    ]),
  );
  return [...new StorageMap(layouts[part]).slots(variables)].filter(({ fields }) =>
    fields.some((field) => field.path.startsWith(`${mapping}[`)),
  );
}

const hexOf = ({ slot }: Slot): string => `0x${slot.toString(16).padStart(64, "0")}`;

describe("The places of words that are read by the thousand", () => {
  it("are those of enterprises in the build, and the word is read as it is packed", () => {
    fc.assert(
      fc.property(
        key,
        fc.bigInt({ min: 0n, max: 2n ** 32n - 1n }),
        fc.integer({ min: 1, max: 5 }),
        (id, group, status) => {
          const wallet = `0x${"cd".repeat(20)}`;
          const rest = { wallet, vouchers: 7n, stopped: true, regroupedIn: 2030n, party: hash, profile: hash };
          const [first] = slotsWith("enterprises", "enterprises", [[id, { group, status, ...rest }]]);
          expect(enterpriseSlot(id)).to.equal(hexOf(first!));
          const word = decodeEnterprise(first!.word);
          expect(word).to.deep.equal({
            wallet: BigInt(wallet),
            group,
            vouchers: 7,
            status: [undefined, "Active", "Frozen", "Merged", "Closed", "Blacklisted"][status],
            stopped: true,
            regroupedIn: 2030,
          });
        },
      ),
    );
  });

  it("are those of groups in the build", () => {
    fc.assert(
      fc.property(key, key, (id, issued) => {
        const [nullifier, figures] = slotsWith("enterprises", "groups", [
          [id, { nullifier: hash, year: 2030n, issued }],
        ]);
        expect(groupNullifierSlot(id)).to.equal(hexOf(nullifier!));
        expect(groupSlot(id)).to.equal(hexOf(figures!));
        expect(decodeGroup(figures!.word)).to.deep.equal({ year: 2030, issued });
      }),
    );
  });

  it("are those of vouchers in the build", () => {
    fc.assert(
      fc.property(key, (id) => {
        const [word] = slotsWith("vouchers", "vouchers", [[id, 1n]]);
        expect(voucherSlot(id)).to.equal(hexOf(word!));
        const times = { since: 1n, until: 2n, count: 1n, daysInAll: 3n, daysOfClaim: 0n };
        const [record] = slotsWith("vouchers", "freezes", [[id, { ...times, beforeUseBy: true, byAuditor: false }]]);
        expect(freezeSlot(id)).to.equal(hexOf(record!));
      }),
    );
  });

  it("are those of orders and payments in the build", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 2n ** 256n - 1n }), key, (order, id) => {
        const asHex = `0x${order.toString(16).padStart(64, "0")}`;
        const [word] = slotsWith("orders", "orders", [[order, 1n]]);
        expect(orderSlot(asHex)).to.equal(hexOf(word!));
        const [clawBack] = slotsWith("payments", "clawBacks", [
          [order, { ordered: 3n, recovered: 2n, writtenOff: 1n }],
        ]);
        expect(clawBackSlot(asHex)).to.equal(hexOf(clawBack!));
        const figures = { home: 2n, orders: 50n, open: 1n, total: 5n, paid: 4n, openedBy: `0x${"cd".repeat(20)}` };
        expect(paymentSlots(id)).to.deep.equal(slotsWith("payments", "payments", [[id, figures]]).map(hexOf));
      }),
    );
  });

  it("are those of providers and programs in the build", () => {
    const provider = {
      ...{ wallet: `0x${"cd".repeat(20)}`, group: 1n, validFrom: 2n, validThrough: 3n, noticeEnd: 4n, status: 1n },
      ...{ stopped: false, classes: 6n, party: hash, profile: hash },
    };
    const terms = {
      ...{ home: 1n, share: 1n, yearlyCap: 1n, greatestFace: 1n, leastContract: 1n, useByDays: 1n, claimByDays: 1n },
      ...{ extensionDays: 1n, noticeFloor: 1n, noticeCeiling: 1n, graceDays: 1n, resolveDays: 1n, lastIssueDay: 1n },
      ...{ joint: [1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n], classes: 6n, policy: hash },
    };
    fc.assert(
      fc.property(key, (id) => {
        expect(providerSlots(id)).to.deep.equal(slotsWith("providers", "providers", [[id, provider]]).map(hexOf));
        const places = [
          ...slotsWith("programs", "terms", [[id, terms]]),
          ...slotsWith("programs", "statusOf", [[id, 1n]]),
          ...slotsWith("programs", "budgetOf", [[id, 1n]]),
        ];
        expect(programSlots(id)).to.deep.equal(places.map(hexOf));
      }),
    );
  });
});
