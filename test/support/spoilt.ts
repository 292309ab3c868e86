import { concat, Signature, toBeHex, ZeroHash } from "ethers";
import { highS } from "./messages.ts";

/** The order of the curve: r and s are below it. */
const ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

/** A sound signature in every form in which it must not be taken. */
export function spoilt(sound: string): Record<string, string> {
  const { r, s, v, compactSerialized } = Signature.from(sound);
  const withV = (other: number): string => concat([r, s, toBeHex(other, 1)]);
  return {
    "in the upper half of s": highS(sound),
    "with the other v": withV(v === 27 ? 28 : 27),
    "with v counted from 0": withV(v - 27),
    "with a v beyond": withV(29),
    "with a v of 255": withV(255),
    "without v": concat([r, s]),
    "in the compact form": compactSerialized,
    "with a byte more": concat([sound, "0x00"]),
    "with a byte in front": concat(["0x00", sound]),
    "without its first byte": `0x${sound.slice(4)}`,
    "twice over": concat([sound, sound]),
    "of no bytes": "0x",
    "of zeros": concat([ZeroHash, ZeroHash, "0x00"]),
    "of zeros with a v": concat([ZeroHash, ZeroHash, "0x1b"]),
    "with a zero r": concat([ZeroHash, s, toBeHex(v, 1)]),
    "with a zero s": concat([r, ZeroHash, toBeHex(v, 1)]),
    "with r of the curve's order": concat([toBeHex(ORDER), s, toBeHex(v, 1)]),
    "with r and s exchanged": concat([s, r, toBeHex(v, 1)]),
  };
}
