/** Saves what an office gives as a file. A link alone would not do: at `tongdui desk` a request brings a token. */
import { deskHeaders } from "../app/deskToken.ts";
import type { Text } from "../app/language.tsx";
import { OfficeRefused } from "./office.ts";

/** @throws OfficeRefused */
export async function saveFile(district: number, path: string, name: string): Promise<void> {
  const response = await fetch(`/office/${district}${path}`, { headers: deskHeaders() }).catch(() => undefined);
  if (!response?.ok) {
    const answer = (await response?.json().catch(() => undefined)) as { error?: Text; code?: string } | undefined;
    throw new OfficeRefused(response?.status ?? 0, answer?.code ?? "Away", answer?.error ?? AWAY);
  }
  save(await response.blob(), name);
}

export function save(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser has it by then.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

const AWAY: Text = { en: "The office cannot be reached at the moment.", zh: "目前无法连接办公系统。" };
