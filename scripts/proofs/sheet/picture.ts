/** The picture that the ledger itself draws of a voucher or of a provider's certificate. */
import { isError } from "ethers";
import { z } from "zod";
import { parseProvider, parseVoucher } from "../../../client/ids.ts";
import type { Reading } from "../../chain/reading.ts";
import type { Subject } from "../said.ts";

const JSON_ADDRESS = "data:application/json;base64,";
/** Nothing is taken from a node but a picture of this form. */
const METADATA = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue("no JSON");
      return z.NEVER;
    }
  })
  .pipe(z.object({ image: z.string().regex(/^data:image\/svg\+xml;base64,[A-Za-z0-9+/]+=*$/) }));

/**
 * The picture as a `data:` address, of a block; undefined for what has none: programs, payments, and a provider that was never admitted.
 */
export async function pictureOf(
  { ledger }: Reading,
  { kind, id }: Subject,
  block: number,
): Promise<string | undefined> {
  const at = { blockTag: block };
  if (kind === "voucher") return imageIn(await ledger.vouchers.tokenURI(parseVoucher(id), at));
  if (kind !== "provider") return undefined;
  try {
    return imageIn(await ledger.providers.tokenURI(parseProvider(id), at));
  } catch (error) {
    if (isError(error, "CALL_EXCEPTION")) return undefined;
    throw error;
  }
}

function imageIn(address: string): string | undefined {
  if (!address.startsWith(JSON_ADDRESS)) return undefined;
  const json = Buffer.from(address.slice(JSON_ADDRESS.length), "base64").toString("utf8");
  return METADATA.safeParse(json).data?.image;
}
