import fc from "fast-check";

const LEAST_SURROGATE = 0xd800;
const SURROGATES = 0x800;

/** Well-formed text of any code points. */
export const texts: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.nat(0xff), fc.nat(0x10ffff - SURROGATES)))
  .map((numbers) => numbers.map((n) => String.fromCodePoint(n < LEAST_SURROGATE ? n : n + SURROGATES)).join(""));
