/** Parties of an office's ledger that sign demands, offers and matches with the command, each in a folder of its own. */
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { isoOfDay } from "../../../client/days.ts";
import { formatEnterprise, formatProvider } from "../../../client/ids.ts";
import { codeOf, openMarket, type Market } from "../orders/market.ts";
import type { Office, Said } from "../support/office.ts";

export interface Signed {
  readonly kind: string;
  readonly digest: string;
  readonly file: string;
  readonly isNew: boolean;
  /** The text's, and the private part's. */
  readonly files: readonly string[];
}

export interface Fair {
  readonly office: Office;
  readonly market: Market;
  /** The names under which the keys of firms and laboratory lie. */
  readonly firms: readonly string[];
  readonly laboratory: string;
  readonly demand: (over?: Record<string, unknown>) => Promise<Record<string, unknown>>;
  readonly offer: (over?: Record<string, unknown>) => Promise<Record<string, unknown>>;
  /** Writes a text to be signed. @returns its file. */
  readonly write: (folder: string, name: string, content: unknown) => Promise<string>;
  readonly folder: () => Promise<string>;
  /** Signs as somebody who says yes. */
  readonly sign: (name: string, ...words: string[]) => Promise<Signed>;
}

/** Firms with vouchers and a laboratory; nothing is posted. */
export async function openFair(office: Office, vouchers = 2): Promise<Fair> {
  const market = await openMarket(office, vouchers);
  const { scene } = market;
  const through = async (): Promise<string> => isoOfDay((await office.today()) + 30);
  const common = { title: "石墨烯粉体制备工艺优化", serviceClass: "1" };
  return {
    office,
    market,
    firms: scene.enterprises.map((_, i) => `firm ${scene.program}-${i + 1}`),
    laboratory: `laboratory ${scene.program}`,
    demand: async (over = {}) => ({
      file: "demand",
      enterprise: formatEnterprise(scene.enterprises[0]!.id),
      wanted: "Process optimisation of graphene powder, D50 at most 10 μm",
      ...common,
      through: await through(),
      contact: { name: "李伟", phone: "13800138000" },
      details: "The furnace is our own",
      ...over,
    }),
    offer: async (over = {}) => ({
      file: "offer",
      provider: formatProvider(scene.provider),
      offered: "We have the furnace and twelve years of graphene",
      ...common,
      through: await through(),
      contact: { mail: "lab@example.com" },
      ...over,
    }),
    write: async (folder, name, content) => {
      await mkdir(folder, { recursive: true });
      const file = path.join(folder, name);
      await writeFile(file, JSON.stringify(content));
      return file;
    },
    folder: async () => market.folder(),
    sign: async (name, ...words) => {
      const said = await office.tongdui(name, "sign", ...words, "--yes", "--json");
      if (said.exit !== 0) throw new Error(said.out.join("\n") + said.err.join("\n"));
      return (said.json().data as { signed: Signed[] }).signed[0]!;
    },
  };
}

export interface Row {
  readonly kind: string | null;
  readonly id: string | null;
  readonly title: string | null;
  readonly end: string;
  readonly code: string | null;
  readonly remarks: readonly { readonly en: string }[];
}

/** The rows of an answer, however it ended. */
export function rowsOf(said: Said): readonly Row[] {
  const { data, error } = said.json() as { data: { rows?: Row[] } | null; error?: { sentence: string } };
  if (!data?.rows) throw new Error(error?.sentence ?? said.out.join("\n"));
  return data.rows;
}

/** The two credit codes of an order of a firm and the laboratory, as options. */
export function codes({ market: { scene } }: Fair, place = 0): string[] {
  const [buyer, seller] = [scene.enterprises[place]!.key.address, scene.providerKey.address];
  return ["--enterprise-code", codeOf(buyer), "--provider-code", codeOf(seller)];
}
