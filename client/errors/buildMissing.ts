/** What everybody reads who begins before the contracts are built. */
import { TongduiError } from "./tongduiError.ts";

export function buildMissing(cause: unknown): TongduiError {
  return new TongduiError(
    "BuildMissing",
    { en: "The contracts are not built on this machine.", zh: "本机尚未编译合约。" },
    { hint: { en: "Run npm run build first.", zh: "请先运行 npm run build。" }, cause },
  );
}

/** Whether a module could not be loaded because the build makes it. */
export function isOfBuild(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, url } = error as NodeJS.ErrnoException & { readonly url?: string };
  return code === "ERR_MODULE_NOT_FOUND" && url?.includes("/typechain-types/") === true;
}
