/** Demands and offers with what they say in words, kept where their party is at home. */
import { isoOfDay } from "../../../client/days.ts";
import type { Json } from "../../../client/documents/canonical.ts";
import { KeptDocument } from "../../../client/documents/record.ts";
import { formatEnterprise, formatProvider } from "../../../client/ids.ts";
import { jsonOfText, mattersOf, publicTextOf, type PostKind } from "../../../client/matching/texts.ts";
import type { DistrictOffice } from "../../office/support/district.ts";
import { postDemand, postOffer, type Poster } from "../../scripts/support/matching.ts";
import type { Office as Practice } from "../../scripts/support/office.ts";

export interface Said {
  readonly title: string;
  readonly text?: string;
  readonly serviceClass?: number;
  /** Where a partner is sought; 0 anywhere. */
  readonly district?: number;
  /** That an offer answers. */
  readonly demand?: string;
}

export interface Written {
  readonly post: string;
  readonly commitment: string;
  /** As the ledger has it. */
  readonly told: {
    readonly kind: PostKind;
    readonly serviceClass: number;
    readonly district: number | null;
    readonly through: string;
  };
}

/** Posts it, and hands its text in where the party is at home; nowhere if there is no such office. */
export async function write(
  practice: Practice,
  office: DistrictOffice | undefined,
  kind: PostKind,
  poster: Poster,
  { title, text = "As the title says", serviceClass = 1, district = 0, demand }: Said,
): Promise<Written> {
  const written = kind === "demand" ? formatEnterprise(poster.id) : formatProvider(poster.id);
  const through = (await practice.today()) + 30;
  const terms = { serviceClass, district, through };
  const document = jsonOfText(publicTextOf(kind, { title, text }, terms, null));
  const kept = KeptDocument.make({ ...mattersOf(kind, written).open, document }, Date.now());
  const posting = { ...terms, content: kept.commitment };
  const post =
    kind === "demand"
      ? await postDemand(practice, poster, posting)
      : await postOffer(practice, poster, { ...posting, ...(demand === undefined ? {} : { demand }) });
  if (office) {
    const visitor = await office.as(poster.key);
    const { status, body } = await visitor.put(`/posts/${post}`, { text: JSON.parse(kept.text()) as Json });
    if (status !== 200) throw new Error(`The text was not taken in: ${JSON.stringify(body)}`);
  }
  const told = { kind, serviceClass, district: district === 0 ? null : district, through: isoOfDay(through) };
  return { post, commitment: kept.commitment, told };
}
