/** The figures of docs/gas.md, between two marks in it. */
import { aimsOf, MOST } from "./aims.ts";
import { floorOf, KEYS, type Key, type Result } from "./figures.ts";
import { asMarkdown, number, tablesOf } from "./tables.ts";

const FROM = "<!-- figures: made by `npm run bench:gas -- --update` -->";
const TO = "<!-- end of figures -->";

/** The page with a run's figures. @throws Error for a page without the marks */
export function withFigures(page: string, result: Result): string {
  const [from, to] = [page.indexOf(FROM), page.indexOf(TO)];
  if (from < 0 || to < from) throw new Error(`The page needs the lines "${FROM}" and "${TO}".`);
  return [page.slice(0, from) + FROM, ...tablesOf(result).map(asMarkdown), missed(result), page.slice(to)].join("\n\n");
}

function missed(result: Result): string {
  const missedAims = aimsOf(result).filter(({ met }) => met === false);
  const keys = KEYS.filter((key) => missedAims.some(({ figure }) => figure === key));
  if (missedAims.length === 0) return "### Aims that are missed\n\nNone.";
  return ["### Aims that are missed", "", ...keys.map((key) => sentence(result, key)), ...ratioSentences(result)].join(
    "\n",
  );
}

function sentence(result: Result, key: Key): string {
  const parts = result.floors[key];
  const [gas, most] = [result[key], MOST[key]];
  if (parts === undefined || gas === null || most === undefined) throw new Error(`${key} is not measured.`);
  const floor = floorOf(parts);
  const over = `- \`${key}\` is ${number(gas - most)} above its aim of ${number(most)}.`;
  return floor > most
    ? `${over} Its floor of ${number(floor)} is above the aim already: no better code reaches it while as much is read and recorded.`
    : `${over} Its floor of ${number(floor)} leaves ${number(most - floor)} for the code's own work, which is ${number(gas - floor)}.`;
}

function ratioSentences(result: Result): string[] {
  const aim = aimsOf(result).find(({ figure, met }) => figure === "issue100ToOpenZeppelin" && met === false);
  const [issue, bare] = [result.issue100, result.peers.openZeppelinErc721.issue100];
  if (aim === undefined || issue === null || bare === null) return [];
  return [
    `- \`issue100\` is to be 0.9 of OpenZeppelin's bare mint, ${number(Math.floor(0.9 * bare))}, and is ${number(issue)}.`,
  ];
}
