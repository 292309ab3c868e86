import { shown } from "../../client/files/secretFile.ts";
import type { Context } from "../cli/context.ts";
import type { Directory } from "./directory.ts";

/** Says which lines of the directory are lost, and how they come back. */
export function tellDamaged(directory: Directory, { io }: Pick<Context, "io">): void {
  for (const { file, line } of directory.damaged) {
    io.note({
      en: `${shown(file)}:${line} cannot be read and was passed over. Import the table again: what is registered only comes back into the directory.`,
      zh: `${shown(file)} 第 ${line} 行无法读取，已跳过。请重新导入名单：已登记的单位只会补入名录。`,
    });
  }
}
