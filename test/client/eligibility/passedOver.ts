/** contracts/vouchers/Item.sol, PassedOver. */
export const PASSED_OVER_NAMES = ["None", "OtherDistrict", "NotActive", "YearlyCap", "FaceOutOfTerms"] as const;
