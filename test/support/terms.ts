import { id } from "ethers";

/** Of every program, unless a test wants others. */
export const TERMS = {
  share: 5_000n,
  yearlyCap: 30_000_000n, // ¥300,000
  greatestFace: 10_000_000n,
  leastContract: 500_000n,
  useByDays: 180n,
  claimByDays: 90n,
  extensionDays: 90n,
  noticeFloor: 5n,
  noticeCeiling: 30n,
  graceDays: 15n,
  resolveDays: 20n,
  classes: 0b1111_1110n,
  policy: id("policy"),
};
