/** A run with made-up figures, to try what is made of runs. */
import { NOTHING, type Key, type Parts, type Result } from "../../bench/gas/figures.ts";

const floor: Parts = { sending: 500, slots: 32_000, events: 5_000, signatures: 0 };

/** All aims met, unless said otherwise. */
export function resultWith(figures: Partial<Record<Key, number | null>> = {}): Result {
  const peer = (issue100: number) => ({ ...NOTHING, issue100 });
  return {
    issue100: 40_000,
    place50: 100_000,
    redeem50: 64_000,
    pay50: 21_000,
    expire100: 13_000,
    life50: 205_000,
    at100k: 40_010,
    ...figures,
    peers: {
      openZeppelinErc721: peer(48_000),
      openZeppelinErc1155: peer(29_000),
      soladyErc721: peer(47_000),
      ordinarySoulbound: peer(94_000),
      eas: peer(211_000),
    },
    extras: {
      announce100: 3_000,
      issueAgain100: 40_000,
      issue50: 41_000,
      open50: 9_000,
      settle50: 12_000,
      postDemand: 120_000,
      postOffer: 125_000,
      matchUp: 150_000,
      recordOrder: 80_000,
      easAttest: 250_000,
    },
    floors: { issue100: floor, redeem50: floor, pay50: floor, expire100: floor, life50: floor, at100k: floor },
  };
}
