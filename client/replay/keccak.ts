/**
 * Keccak-256 as Ethereum uses it, several times as fast as ethers' own: a comparison of the whole ledger hashes each slot four times.
 * The rounds are written out, for what makes the others slow is reaching for the lanes by loops.
 *
 * https://keccak.team/keccak_specs_summary.html
 */

/** Bytes taken in before each permutation. */
const RATE = 136;

const CONSTANTS = [
  0x0000_0000_0000_0001n,
  0x0000_0000_0000_8082n,
  0x8000_0000_0000_808an,
  0x8000_0000_8000_8000n,
  0x0000_0000_0000_808bn,
  0x0000_0000_8000_0001n,
  0x8000_0000_8000_8081n,
  0x8000_0000_0000_8009n,
  0x0000_0000_0000_008an,
  0x0000_0000_0000_0088n,
  0x0000_0000_8000_8009n,
  0x0000_0000_8000_000an,
  0x0000_0000_8000_808bn,
  0x8000_0000_0000_008bn,
  0x8000_0000_0000_8089n,
  0x8000_0000_0000_8003n,
  0x8000_0000_0000_8002n,
  0x8000_0000_0000_0080n,
  0x0000_0000_0000_800an,
  0x8000_0000_8000_000an,
  0x8000_0000_8000_8081n,
  0x8000_0000_0000_8080n,
  0x0000_0000_8000_0001n,
  0x8000_0000_8000_8008n,
];
const ROUNDS = new DataView(new ArrayBuffer(8 * CONSTANTS.length));
CONSTANTS.forEach((constant, round) => ROUNDS.setBigUint64(8 * round, constant, true));

const STATE = new Uint8Array(200);
const LANES = new DataView(STATE.buffer);

/** The hash of some bytes. */
export function keccak(bytes: Uint8Array): Uint8Array {
  STATE.fill(0);
  let at = 0;
  for (const byte of bytes) {
    STATE[at] = (STATE[at] as number) ^ byte;
    at += 1;
    if (at === RATE) {
      permute(LANES);
      at = 0;
    }
  }
  STATE[at] = (STATE[at] as number) ^ 0x01;
  STATE[RATE - 1] = (STATE[RATE - 1] as number) ^ 0x80;
  permute(LANES);
  return STATE.slice(0, 32);
}

/** @param s 25 lanes of 64 bits, each as its lower and its higher half. */
function permute(s: DataView): void {
  for (let round = 0; round < CONSTANTS.length; round += 1) {
    // θ: each column's parity goes into its neighbours.
    const c0l =
      s.getInt32(0, true) ^ s.getInt32(40, true) ^ s.getInt32(80, true) ^ s.getInt32(120, true) ^ s.getInt32(160, true);
    const c0h =
      s.getInt32(4, true) ^ s.getInt32(44, true) ^ s.getInt32(84, true) ^ s.getInt32(124, true) ^ s.getInt32(164, true);
    const c1l =
      s.getInt32(8, true) ^ s.getInt32(48, true) ^ s.getInt32(88, true) ^ s.getInt32(128, true) ^ s.getInt32(168, true);
    const c1h =
      s.getInt32(12, true) ^
      s.getInt32(52, true) ^
      s.getInt32(92, true) ^
      s.getInt32(132, true) ^
      s.getInt32(172, true);
    const c2l =
      s.getInt32(16, true) ^
      s.getInt32(56, true) ^
      s.getInt32(96, true) ^
      s.getInt32(136, true) ^
      s.getInt32(176, true);
    const c2h =
      s.getInt32(20, true) ^
      s.getInt32(60, true) ^
      s.getInt32(100, true) ^
      s.getInt32(140, true) ^
      s.getInt32(180, true);
    const c3l =
      s.getInt32(24, true) ^
      s.getInt32(64, true) ^
      s.getInt32(104, true) ^
      s.getInt32(144, true) ^
      s.getInt32(184, true);
    const c3h =
      s.getInt32(28, true) ^
      s.getInt32(68, true) ^
      s.getInt32(108, true) ^
      s.getInt32(148, true) ^
      s.getInt32(188, true);
    const c4l =
      s.getInt32(32, true) ^
      s.getInt32(72, true) ^
      s.getInt32(112, true) ^
      s.getInt32(152, true) ^
      s.getInt32(192, true);
    const c4h =
      s.getInt32(36, true) ^
      s.getInt32(76, true) ^
      s.getInt32(116, true) ^
      s.getInt32(156, true) ^
      s.getInt32(196, true);
    const d0l = c4l ^ ((c1l << 1) | (c1h >>> 31));
    const d0h = c4h ^ ((c1h << 1) | (c1l >>> 31));
    const d1l = c0l ^ ((c2l << 1) | (c2h >>> 31));
    const d1h = c0h ^ ((c2h << 1) | (c2l >>> 31));
    const d2l = c1l ^ ((c3l << 1) | (c3h >>> 31));
    const d2h = c1h ^ ((c3h << 1) | (c3l >>> 31));
    const d3l = c2l ^ ((c4l << 1) | (c4h >>> 31));
    const d3h = c2h ^ ((c4h << 1) | (c4l >>> 31));
    const d4l = c3l ^ ((c0l << 1) | (c0h >>> 31));
    const d4h = c3h ^ ((c0h << 1) | (c0l >>> 31));

    // ρ and π: each lane is turned, and goes to another place.
    let l: number;
    let h: number;
    const b0l = s.getInt32(0, true) ^ d0l;
    const b0h = s.getInt32(4, true) ^ d0h;
    l = s.getInt32(48, true) ^ d1l;
    h = s.getInt32(52, true) ^ d1h;
    const b1l = (h << 12) | (l >>> 20);
    const b1h = (l << 12) | (h >>> 20);
    l = s.getInt32(96, true) ^ d2l;
    h = s.getInt32(100, true) ^ d2h;
    const b2l = (h << 11) | (l >>> 21);
    const b2h = (l << 11) | (h >>> 21);
    l = s.getInt32(144, true) ^ d3l;
    h = s.getInt32(148, true) ^ d3h;
    const b3l = (l << 21) | (h >>> 11);
    const b3h = (h << 21) | (l >>> 11);
    l = s.getInt32(192, true) ^ d4l;
    h = s.getInt32(196, true) ^ d4h;
    const b4l = (l << 14) | (h >>> 18);
    const b4h = (h << 14) | (l >>> 18);
    l = s.getInt32(24, true) ^ d3l;
    h = s.getInt32(28, true) ^ d3h;
    const b5l = (l << 28) | (h >>> 4);
    const b5h = (h << 28) | (l >>> 4);
    l = s.getInt32(72, true) ^ d4l;
    h = s.getInt32(76, true) ^ d4h;
    const b6l = (l << 20) | (h >>> 12);
    const b6h = (h << 20) | (l >>> 12);
    l = s.getInt32(80, true) ^ d0l;
    h = s.getInt32(84, true) ^ d0h;
    const b7l = (l << 3) | (h >>> 29);
    const b7h = (h << 3) | (l >>> 29);
    l = s.getInt32(128, true) ^ d1l;
    h = s.getInt32(132, true) ^ d1h;
    const b8l = (h << 13) | (l >>> 19);
    const b8h = (l << 13) | (h >>> 19);
    l = s.getInt32(176, true) ^ d2l;
    h = s.getInt32(180, true) ^ d2h;
    const b9l = (h << 29) | (l >>> 3);
    const b9h = (l << 29) | (h >>> 3);
    l = s.getInt32(8, true) ^ d1l;
    h = s.getInt32(12, true) ^ d1h;
    const b10l = (l << 1) | (h >>> 31);
    const b10h = (h << 1) | (l >>> 31);
    l = s.getInt32(56, true) ^ d2l;
    h = s.getInt32(60, true) ^ d2h;
    const b11l = (l << 6) | (h >>> 26);
    const b11h = (h << 6) | (l >>> 26);
    l = s.getInt32(104, true) ^ d3l;
    h = s.getInt32(108, true) ^ d3h;
    const b12l = (l << 25) | (h >>> 7);
    const b12h = (h << 25) | (l >>> 7);
    l = s.getInt32(152, true) ^ d4l;
    h = s.getInt32(156, true) ^ d4h;
    const b13l = (l << 8) | (h >>> 24);
    const b13h = (h << 8) | (l >>> 24);
    l = s.getInt32(160, true) ^ d0l;
    h = s.getInt32(164, true) ^ d0h;
    const b14l = (l << 18) | (h >>> 14);
    const b14h = (h << 18) | (l >>> 14);
    l = s.getInt32(32, true) ^ d4l;
    h = s.getInt32(36, true) ^ d4h;
    const b15l = (l << 27) | (h >>> 5);
    const b15h = (h << 27) | (l >>> 5);
    l = s.getInt32(40, true) ^ d0l;
    h = s.getInt32(44, true) ^ d0h;
    const b16l = (h << 4) | (l >>> 28);
    const b16h = (l << 4) | (h >>> 28);
    l = s.getInt32(88, true) ^ d1l;
    h = s.getInt32(92, true) ^ d1h;
    const b17l = (l << 10) | (h >>> 22);
    const b17h = (h << 10) | (l >>> 22);
    l = s.getInt32(136, true) ^ d2l;
    h = s.getInt32(140, true) ^ d2h;
    const b18l = (l << 15) | (h >>> 17);
    const b18h = (h << 15) | (l >>> 17);
    l = s.getInt32(184, true) ^ d3l;
    h = s.getInt32(188, true) ^ d3h;
    const b19l = (h << 24) | (l >>> 8);
    const b19h = (l << 24) | (h >>> 8);
    l = s.getInt32(16, true) ^ d2l;
    h = s.getInt32(20, true) ^ d2h;
    const b20l = (h << 30) | (l >>> 2);
    const b20h = (l << 30) | (h >>> 2);
    l = s.getInt32(64, true) ^ d3l;
    h = s.getInt32(68, true) ^ d3h;
    const b21l = (h << 23) | (l >>> 9);
    const b21h = (l << 23) | (h >>> 9);
    l = s.getInt32(112, true) ^ d4l;
    h = s.getInt32(116, true) ^ d4h;
    const b22l = (h << 7) | (l >>> 25);
    const b22h = (l << 7) | (h >>> 25);
    l = s.getInt32(120, true) ^ d0l;
    h = s.getInt32(124, true) ^ d0h;
    const b23l = (h << 9) | (l >>> 23);
    const b23h = (l << 9) | (h >>> 23);
    l = s.getInt32(168, true) ^ d1l;
    h = s.getInt32(172, true) ^ d1h;
    const b24l = (l << 2) | (h >>> 30);
    const b24h = (h << 2) | (l >>> 30);

    // χ: each lane is mixed with the next two of its row; ι: the first one with the round's constant.
    s.setInt32(0, b0l ^ (~b1l & b2l) ^ ROUNDS.getInt32(8 * round, true), true);
    s.setInt32(4, b0h ^ (~b1h & b2h) ^ ROUNDS.getInt32(8 * round + 4, true), true);
    s.setInt32(8, b1l ^ (~b2l & b3l), true);
    s.setInt32(12, b1h ^ (~b2h & b3h), true);
    s.setInt32(16, b2l ^ (~b3l & b4l), true);
    s.setInt32(20, b2h ^ (~b3h & b4h), true);
    s.setInt32(24, b3l ^ (~b4l & b0l), true);
    s.setInt32(28, b3h ^ (~b4h & b0h), true);
    s.setInt32(32, b4l ^ (~b0l & b1l), true);
    s.setInt32(36, b4h ^ (~b0h & b1h), true);
    s.setInt32(40, b5l ^ (~b6l & b7l), true);
    s.setInt32(44, b5h ^ (~b6h & b7h), true);
    s.setInt32(48, b6l ^ (~b7l & b8l), true);
    s.setInt32(52, b6h ^ (~b7h & b8h), true);
    s.setInt32(56, b7l ^ (~b8l & b9l), true);
    s.setInt32(60, b7h ^ (~b8h & b9h), true);
    s.setInt32(64, b8l ^ (~b9l & b5l), true);
    s.setInt32(68, b8h ^ (~b9h & b5h), true);
    s.setInt32(72, b9l ^ (~b5l & b6l), true);
    s.setInt32(76, b9h ^ (~b5h & b6h), true);
    s.setInt32(80, b10l ^ (~b11l & b12l), true);
    s.setInt32(84, b10h ^ (~b11h & b12h), true);
    s.setInt32(88, b11l ^ (~b12l & b13l), true);
    s.setInt32(92, b11h ^ (~b12h & b13h), true);
    s.setInt32(96, b12l ^ (~b13l & b14l), true);
    s.setInt32(100, b12h ^ (~b13h & b14h), true);
    s.setInt32(104, b13l ^ (~b14l & b10l), true);
    s.setInt32(108, b13h ^ (~b14h & b10h), true);
    s.setInt32(112, b14l ^ (~b10l & b11l), true);
    s.setInt32(116, b14h ^ (~b10h & b11h), true);
    s.setInt32(120, b15l ^ (~b16l & b17l), true);
    s.setInt32(124, b15h ^ (~b16h & b17h), true);
    s.setInt32(128, b16l ^ (~b17l & b18l), true);
    s.setInt32(132, b16h ^ (~b17h & b18h), true);
    s.setInt32(136, b17l ^ (~b18l & b19l), true);
    s.setInt32(140, b17h ^ (~b18h & b19h), true);
    s.setInt32(144, b18l ^ (~b19l & b15l), true);
    s.setInt32(148, b18h ^ (~b19h & b15h), true);
    s.setInt32(152, b19l ^ (~b15l & b16l), true);
    s.setInt32(156, b19h ^ (~b15h & b16h), true);
    s.setInt32(160, b20l ^ (~b21l & b22l), true);
    s.setInt32(164, b20h ^ (~b21h & b22h), true);
    s.setInt32(168, b21l ^ (~b22l & b23l), true);
    s.setInt32(172, b21h ^ (~b22h & b23h), true);
    s.setInt32(176, b22l ^ (~b23l & b24l), true);
    s.setInt32(180, b22h ^ (~b23h & b24h), true);
    s.setInt32(184, b23l ^ (~b24l & b20l), true);
    s.setInt32(188, b23h ^ (~b24h & b20h), true);
    s.setInt32(192, b24l ^ (~b20l & b21l), true);
    s.setInt32(196, b24h ^ (~b20h & b21h), true);
  }
}
