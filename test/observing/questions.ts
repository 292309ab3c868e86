/** The alerts, and what the dashboards ask Prometheus. */
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { parse } from "yaml";

export const MONITORING = path.resolve(import.meta.dirname, "../../network/monitoring");
export interface Alert {
  readonly alert: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels: { readonly severity: string };
  readonly annotations: { readonly summary: string; readonly summary_zh: string; readonly runbook: string };
}

/** All alerts of the rules' file. */
export async function readAlerts(): Promise<readonly Alert[]> {
  const text = await readFile(path.join(MONITORING, "alerts.yml"), "utf8");
  return (parse(text) as { groups: { rules: Alert[] }[] }).groups.flatMap(({ rules }) => rules);
}

/** What the dashboards ask Prometheus, by the dashboard's file. */
export async function readQuestions(): Promise<ReadonlyMap<string, readonly string[]>> {
  const folder = path.join(MONITORING, "grafana/dashboards");
  const questions = new Map<string, readonly string[]>();
  for (const file of await readdir(folder)) {
    const board = JSON.parse(await readFile(path.join(folder, file), "utf8")) as {
      panels: { targets: { expr: string }[] }[];
    };
    questions.set(
      file,
      board.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
    );
  }
  return questions;
}
