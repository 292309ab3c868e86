/** A folder, nodes that answer as real ones did, and `network status` asked of them as people and as programs read it. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { give } from "../../../scripts/cli/answer.ts";
import { networkStatus } from "../../../scripts/network/status.ts";
import { writeNetwork } from "../../network/life/networkFile.ts";
import { openRecorded, recorded, type Moment, type RecordedNode } from "../../network/life/recorded.ts";
import { contextOf } from "../support/context.ts";

export interface Status {
  readonly verdict: {
    kind: string;
    moreMayFail: number;
    silent: string[];
    unseen: string[];
    behind: string[];
    since: number;
  };
  readonly height: number;
  readonly tolerance: { validators: number; needed: number; mayFail: number };
  readonly nodes: readonly Record<string, unknown>[];
  readonly sealing: { validators: readonly Record<string, unknown>[] };
}

export const portOf = ({ url }: RecordedNode): number => Number(new URL(url).port);

/** For the tests of one description: what is opened for a test is closed after it. */
export function statusDesk() {
  let folder: string;
  const open: RecordedNode[] = [];

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "network-"));
  });
  afterEach(async () => {
    for (const node of open.splice(0)) await node.close();
  });
  after(async () => rm(folder, { recursive: true }));

  const node = async (...given: Parameters<typeof openRecorded>): Promise<RecordedNode> => {
    const made = await openRecorded(...given);
    open.push(made);
    return made;
  };
  const file = async (ports: readonly number[], count = 4): Promise<string> =>
    writeNetwork(path.join(folder, "network.yaml"), ports, { count });

  /** What it says of a file at a moment, as people and as programs read it. */
  const ask = async (moment: Moment, network: string, seconds = 1, lang: "en" | "zh" = "en", also: string[] = []) => {
    const now = () => recorded.moments[moment].at + seconds * 1_000;
    const answer = await networkStatus({ file: network, node: also }, contextOf("none", { now, lang }), 0);
    const lines: string[] = [];
    const { io } = contextOf("none");
    await give(answer, { io: { ...io, write: (line) => void lines.push(line) }, lang, json: false });
    return { exit: answer.exit, data: answer.data as unknown as Status, said: lines.join("\n"), lines };
  };

  return { node, file, ask, folder: () => folder };
}
