/** The contracts as this program's own build has them. */
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { buildHash, type Artifacts } from "../../client/deploy/artifacts.ts";
import { readHardhatArtifacts } from "../../client/deploy/hardhatArtifacts.ts";
import type { Deployment } from "../../client/deployment.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { buildMissing } from "../../client/errors/buildMissing.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Where `npm run build` puts it. */
export const ARTIFACTS = fileURLToPath(new URL("../../artifacts", import.meta.url));

/** @throws TongduiError `BuildMissing`. */
export async function readBuild(folder = ARTIFACTS): Promise<Artifacts> {
  return readHardhatArtifacts(folder).catch((cause: unknown) => {
    throw (cause as NodeJS.ErrnoException).code === "ENOENT" ? buildMissing(cause) : cause;
  });
}

/**
 * The build that a ledger was deployed with.
 *
 * @throws TongduiError `BuildMissing`, `BuildDiffers`.
 */
export async function buildFor({ build, commit }: Pick<Deployment, "build" | "commit">): Promise<Artifacts> {
  const artifacts = await readBuild();
  if (buildHash(artifacts) !== build) throw differs(commit);
  return artifacts;
}

/** The commit of this program, for the record; a copy without history has none. */
export async function commitHere(): Promise<string> {
  const git = promisify(execFile)("git", ["-C", ROOT, "rev-parse", "HEAD"]);
  return git.then(
    ({ stdout }) => stdout.trim(),
    () => "none",
  );
}

function differs(commit: string): TongduiError {
  return new TongduiError(
    "BuildDiffers",
    {
      en: "This ledger was deployed with another build of the contracts than this program has.",
      zh: "该账本部署时所用的合约版本与本程序不同。",
    },
    { hint: { en: `Use the program of commit ${commit}.`, zh: `请使用提交 ${commit} 的程序。` } },
  );
}
