import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { formatEnterprise } from "../../../client/ids.ts";
import { plainYuan } from "../../../client/money.ts";
import type { Office } from "../support/office.ts";

/** Writes a list as an officer's CSV, and gives its name. */
export async function listFile(
  office: Office,
  name: string,
  rows: readonly (readonly [enterprise: bigint | string, face: bigint | string])[],
): Promise<string> {
  const file = path.join(office.folder, "lists", `${name}.csv`);
  await mkdir(path.dirname(file), { recursive: true });
  const lines = rows.map(([enterprise, face]) => {
    const id = typeof enterprise === "bigint" ? formatEnterprise(enterprise) : enterprise;
    return `${id},"${typeof face === "bigint" ? plainYuan(face) : face}"`;
  });
  await writeFile(file, ["企业编号,面额（元）", ...lines, ""].join("\n"));
  return file;
}
