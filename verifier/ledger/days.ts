/** Calendar days in Asia/Shanghai (UTC+8 all year), as the ledger counts them: day 0 is 1970-01-01 there. */

const SECONDS_A_DAY = 86_400;
const UTC_PLUS_8 = 28_800;

/** The day on which a block falls. @param time in seconds since 1970-01-01T00:00Z. */
export function dayOf(time: number): number {
  return Math.floor((time + UTC_PLUS_8) / SECONDS_A_DAY);
}

/** `2030-03-07` */
export function dayText(day: number): string {
  return new Date(day * SECONDS_A_DAY * 1_000).toISOString().slice(0, 10);
}

/** `2030-03-07 09:15`, in Shanghai. @param time in seconds since 1970-01-01T00:00Z. */
export function minuteText(time: number): string {
  return new Date((time + UTC_PLUS_8) * 1_000).toISOString().slice(0, 16).replace("T", " ");
}
