/** What the store says when it refuses. */
import { TongduiError } from "../../client/errors/tongduiError.ts";

/** Said wherever a commitment is asked for that this office holds no document of. */
export function documentUnknown(commitment: string): TongduiError {
  return new TongduiError(
    "DocumentUnknown",
    {
      en: `There is no document for the commitment ${commitment} in this office's store.`,
      zh: `本单位的文件库中没有承诺值 ${commitment} 对应的文件。`,
    },
    {
      hint: {
        en: "Ask the office that made it for the document, and take it in with: tongdui document import FILE",
        zh: "请向出具单位索取文件，并用 tongdui document import FILE 导入。",
      },
    },
  );
}

export function documentErased(commitment: string): TongduiError {
  return new TongduiError("DocumentErased", {
    en: `The document of the commitment ${commitment} was erased here, and that is for good.`,
    zh: `承诺值 ${commitment} 对应的文件已在本单位删除，不可恢复。`,
  });
}

export function folderOpenToOthers(folder: string): TongduiError {
  return new TongduiError(
    "FolderOpenToOthers",
    {
      en: `Other users of this computer can get at ${folder}, where documents and their salts are kept.`,
      zh: `本机其他用户可以访问 ${folder}，而其中存有文件及其盐值。`,
    },
    {
      hint: {
        en: `Keep it to yourself first: chmod 700 "${folder}"`,
        zh: `请先限制为仅本人可访问：chmod 700 "${folder}"`,
      },
    },
  );
}
