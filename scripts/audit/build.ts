/** What this program's own build knows of the contracts: where they keep what. */
import { fileURLToPath } from "node:url";
import { buildHash } from "../../client/deploy/artifacts.ts";
import { readHardhatArtifacts } from "../../client/deploy/hardhatArtifacts.ts";
import type { Deployment } from "../../client/deployment.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import type { Layouts } from "../../client/replay/compare.ts";
import { loadLayouts } from "../../client/replay/layouts.ts";

const ARTIFACTS = fileURLToPath(new URL("../../artifacts", import.meta.url));

/**
 * The storage layouts of the build that a ledger was deployed with.
 *
 * @throws TongduiError `BuildMissing`, `BuildDiffers`.
 */
export async function layoutsFor({ build, commit }: Pick<Deployment, "build" | "commit">): Promise<Layouts> {
  const [artifacts, layouts] = await Promise.all([readHardhatArtifacts(ARTIFACTS), loadLayouts(ARTIFACTS)]).catch(
    (cause: unknown) => {
      throw (cause as NodeJS.ErrnoException).code === "ENOENT" ? missing(cause) : cause;
    },
  );
  if (buildHash(artifacts) !== build) throw differs(commit);
  return layouts;
}

function missing(cause: unknown): TongduiError {
  return new TongduiError(
    "BuildMissing",
    { en: "The contracts are not built on this machine.", zh: "本机尚未编译合约。" },
    { hint: { en: "Run npm run build first.", zh: "请先运行 npm run build。" }, cause },
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
