/** Who objects, as typed. */
export const SEAT_WORDS = ["auditor", "home", "provider"] as const;
