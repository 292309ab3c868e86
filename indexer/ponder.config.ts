/**
 * Which chain is indexed, and which contracts on it.
 *
 * Inclusion is final: the tables hold a block as soon as the node has it. Ponder keeps what the last 30 to 60 blocks changed so that it
 * could undo it; on a QBFT chain it never does, and after a kill it goes on from there, in a PostgreSQL database (for a PGlite see
 * tables.ts). It asks for blocks by number and `latest` only.
 */
import { createConfig } from "ponder";
import { ABIS } from "../client/abis.ts";
import type { PartName } from "../client/deployment.ts";
import { isDevelopment, readSettings } from "./settings.ts";
import { tablesFolder } from "./tables.ts";

const settings = await readSettings();
const { deployment, nodes } = settings;
const { contracts } = deployment;

/**
 * Ponder begins with 20 requests a second to each address, as strangers' nodes want it, and gets faster only by the minute. The nodes are
 * the district's own: named as often as this, each may be asked 500 times, which is Ponder's own limit. All once, then all again, for
 * after an address that does not answer it tries the one that follows.
 */
const rpc = Array.from({ length: 25 }, () => nodes).flat();

type Address = `0x${string}`;
type Indexed = Exclude<PartName, "voucherPicture" | "certificatePicture">;
const at = (name: Indexed) => ({
  chain: "ledger" as const,
  address: contracts[name].address as Address,
  startBlock: contracts.edition.block,
});

export default createConfig({
  ...(!process.env["DATABASE_URL"] && { database: { kind: "pglite", directory: tablesFolder(settings) } }),
  chains: {
    ledger: { id: deployment.chainId, rpc, pollingInterval: 1_000, disableCache: isDevelopment(deployment) },
  },
  contracts: {
    Districts: { abi: ABIS.Districts, ...at("districts") },
    Enterprises: { abi: ABIS.Enterprises, ...at("enterprises") },
    Providers: { abi: ABIS.Providers, ...at("providers") },
    Programs: { abi: ABIS.Programs, ...at("programs") },
    Vouchers: { abi: ABIS.Vouchers, ...at("vouchers") },
    Orders: { abi: ABIS.Orders, ...at("orders") },
    Payments: { abi: ABIS.Payments, ...at("payments") },
    Matching: { abi: ABIS.Matching, ...at("matching") },
  },
});
