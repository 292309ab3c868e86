/** The pictures that the ledger itself draws of vouchers and of providers' certificates, as SVG. */
import { db, publicClients } from "ponder:api";
import * as tables from "ponder:schema";
import { eq } from "ponder";
import { BaseError, ContractFunctionRevertedError } from "viem";
import { ABIS } from "../../../client/abis.ts";
import { readSettings } from "../../settings.ts";
import { picture } from "./route.ts";
import { ASK } from "./words.ts";

const JSON_ADDRESS = "data:application/json;base64,";
const SVG_ADDRESS = "data:image/svg+xml;base64,";

const { contracts } = (await readSettings()).deployment;

export const pictureRoutes = [
  picture({
    path: "/vouchers/:voucher/picture",
    summary: "A voucher, drawn by the ledger; none where its district publishes neither amounts nor whose it is",
    params: { voucher: ASK.voucher },
    give: async ({ voucher: id }, { block, face }) => {
      const { voucher } = tables;
      const [row] = await db.select({ district: voucher.district }).from(voucher).where(eq(voucher.id, id));
      if (row === undefined) return undefined;
      const { amounts, enterprises } = face.of(row.district);
      return amounts && enterprises ? drawn("Vouchers", contracts.vouchers.address, id, block) : undefined;
    },
  }),
  picture({
    path: "/providers/:provider/picture",
    summary: "A provider's certificate, drawn by the ledger; none of a provider that was never admitted",
    params: { provider: ASK.provider },
    give: async ({ provider: id }, { block }) => drawn("Providers", contracts.providers.address, id, block),
  }),
];

/** @returns undefined for what the ledger has no picture of. */
async function drawn(part: "Vouchers" | "Providers", address: string, id: bigint, block: number) {
  try {
    const metadata = await publicClients.ledger.readContract({
      address: address as `0x${string}`,
      abi: ABIS[part],
      functionName: "tokenURI",
      args: [id],
      blockNumber: BigInt(block),
    });
    return svgIn(metadata);
  } catch (error) {
    const refused = error instanceof BaseError && error.walk((one) => one instanceof ContractFunctionRevertedError);
    if (refused) return undefined;
    throw error;
  }
}

/** @throws Error where the node gave something else than what the ledger writes. */
function svgIn(metadata: string): string {
  const { image } = JSON.parse(decoded(metadata, JSON_ADDRESS)) as { readonly image?: unknown };
  return decoded(String(image), SVG_ADDRESS);
}

function decoded(address: string, form: string): string {
  if (!address.startsWith(form)) throw new Error("The node gave no picture of the ledger's.");
  return Buffer.from(address.slice(form.length), "base64").toString("utf8");
}
