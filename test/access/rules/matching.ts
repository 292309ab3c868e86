import { anyone, lacking, type Concerned, type Rules } from "../rule.ts";

/** The Operator, or the Bureau of a party's district. */
const poster = (district: Concerned) =>
  ({ may: ["operator", `${district} bureau`], refusal: lacking(district, "bureau") }) as const;
const wrong = (party: "enterprise" | "provider") => ({ error: "SignatureWrong", values: [party, "message"] }) as const;

export const MATCHING: Rules = {
  postDemand: { ...poster("home"), signed: ["enterprise"], stops: ["home retired", "closed"] },
  postOffer: [
    { ...poster("provider's"), use: "to everybody", signed: ["provider"], stops: ["provider's retired", "closed"] },
    {
      ...poster("provider's"),
      use: "to one demand",
      signed: ["provider"],
      stops: ["home retired", "provider's retired", "closed"],
    },
  ],
  withdrawPost: [
    { use: "one's own, without a signature", may: ["its signer"], refusal: wrong("enterprise") },
    anyone({ use: "an enterprise's, with its signature", signed: ["enterprise"] }),
    anyone({ use: "a provider's, with its signature", signed: ["provider"] }),
  ],
  matchUp: {
    may: ["operator", "home bureau", "provider's bureau"],
    refusal: lacking("provider's", "bureau"),
    signed: ["enterprise", "provider"],
    stops: ["home retired", "provider's retired", "closed"],
  },
  recordOrder: anyone(),
  withdrawMessage: [
    { use: "one's own, without a signature", may: ["its signer"], refusal: wrong("enterprise") },
    anyone({ use: "an enterprise's, with its signature", signed: ["enterprise"] }),
    anyone({ use: "a provider's, with its signature", signed: ["provider"] }),
  ],
};
