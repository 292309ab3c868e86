/** Says in a program's words why a workbook is not one; people are told by `WorkbookBroken`, of which this is the cause. */
export class BrokenWorkbook extends Error {
  override readonly name = "BrokenWorkbook";
}

export function broken(why: string): BrokenWorkbook {
  return new BrokenWorkbook(why);
}
