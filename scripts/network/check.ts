/** `network check`: a description by itself, or a network's folder held against what its description makes. */
import { stat } from "node:fs/promises";
import path from "node:path";
import { dayOf } from "../../client/days.ts";
import { counted } from "../../client/text/counted.ts";
import { shown } from "../../client/files/secretFile.ts";
import { readNetwork } from "../../network/description.ts";
import { DESCRIPTION, filesOf } from "../../network/files.ts";
import type { Answer, Part } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { EXIT } from "../cli/exit.ts";
import { differencesGrid, differencesIn, withoutIndex, type Difference } from "./compare.ts";
import { hashParts, networkData, networkParts } from "./said.ts";

export interface CheckInput {
  /** network.yaml, or the folder that init made. */
  readonly place: string;
}

/** @throws TongduiError as readNetwork. */
export async function checkNetwork({ place }: CheckInput, { now }: Context): Promise<Answer> {
  const isFolder = await stat(place).then(
    (found) => found.isDirectory(),
    () => false,
  );
  const network = await readNetwork(isFolder ? path.join(place, DESCRIPTION) : place);
  const files = await filesOf(network);
  const today = dayOf(now() / 1_000);
  const data = networkData(network, files, today);
  const parts = networkParts(network, today);
  if (!isFolder) {
    return {
      data: { ...data, differences: null },
      parts: [...parts, descriptionRight(place), ...hashParts(network, files)],
    };
  }
  const differences = withoutIndex(await differencesIn(place, files));
  const told = differences.map(({ file, kind, line }) => ({ file, kind, line: line ?? null }));
  if (differences.length === 0) {
    return {
      data: { ...data, differences: told },
      parts: [...parts, allRight(place, files.size), ...hashParts(network, files)],
    };
  }
  return {
    data: { ...data, differences: told },
    parts: [
      ...parts,
      differencesGrid(differences),
      notRight(place, differences.length),
      ...takenIn(place, differences),
      ...leftOver(place, differences),
    ],
    exit: EXIT.difference,
  };
}

function descriptionRight(file: string): Part {
  return {
    en: `✓ ${shown(file)} describes a network. Its files are made with tongdui network init.`,
    zh: `✓ ${shown(file)} 所描述的网络无误。请用 tongdui network init 生成各文件。`,
  };
}

function allRight(folder: string, count: number): Part {
  return {
    en: `✓ All ${count} files in ${shown(folder)} are what its network.yaml makes.`,
    zh: `✓ ${shown(folder)} 中 ${count} 个文件均与其 network.yaml 一致。`,
  };
}

function notRight(folder: string, count: number): Part {
  return {
    en: `✗ ${shown(folder)} is not what its network.yaml makes, in ${counted(count, "place")}, shown above. Start nothing from it; tongdui network init ${path.join(shown(folder), DESCRIPTION)} --out FOLDER makes a right one.`,
    zh: `✗ ${shown(folder)} 与其 network.yaml 不一致，共 ${count} 处，见上表。请勿据此启动；可用 tongdui network init ${path.join(shown(folder), DESCRIPTION)} --out 文件夹 重新生成。`,
  };
}

function placesOf(folder: string, differences: readonly Difference[], kind: Difference["kind"]): string[] {
  return differences.filter((one) => one.kind === kind).map(({ file }) => shown(path.resolve(folder, file)));
}

/** Compose says nothing of it when it starts. */
function takenIn(folder: string, differences: readonly Difference[]): Part[] {
  const places = placesOf(folder, differences, "takenIn");
  if (places.length === 0) return [];
  return [
    {
      en: `docker compose takes in ${places.join(", ")} by itself and says nothing: move it away. What is this machine's own stands in .env.`,
      zh: `docker compose 会自动并入 ${places.join("、")} 而不作提示，请移走。本机自己的设置应写在 .env 中。`,
    },
  ];
}

/** A folder of a node that is no more is nothing that init would take away. */
function leftOver(folder: string, differences: readonly Difference[]): Part[] {
  const places = placesOf(folder, differences, "leftOver");
  if (places.length === 0) return [];
  return [
    {
      en: `Delete ${places.join(", ")} by hand, once nothing runs from it: no command takes a node's folder away.`,
      zh: `请在确认没有程序从中运行后，手工删除 ${places.join("、")}：命令不会删除节点文件夹。`,
    },
  ];
}
