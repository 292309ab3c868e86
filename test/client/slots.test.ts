import path from "node:path";
import { expect } from "chai";
import fc from "fast-check";
import { loadLayouts } from "../../client/replay/layouts.ts";
import { StorageMap, type Slot, type Value, type Variables } from "../../client/replay/storageMap.ts";
import {
  decodeEnterprise,
  decodeGroup,
  enterpriseSlot,
  groupNullifierSlot,
  groupSlot,
  voucherSlot,
} from "../../client/slots.ts";

const layouts = await loadLayouts(path.resolve(import.meta.dirname, "../../artifacts"));
const hash = `0x${"ab".repeat(32)}`;
const key = fc.bigInt({ min: 1n, max: 2n ** 48n - 1n });

/** All variables of a contract, with nothing in any but one mapping. */
function slotsWith(part: "enterprises" | "vouchers", mapping: string, entries: readonly [bigint, Value][]): Slot[] {
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
      }),
    );
  });
});
