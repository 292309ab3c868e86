import type { Declaration } from "../../cli/define.ts";
import { backup, restore } from "./backup.ts";
import { addDistrict, retireDistrict } from "./change.ts";
import { check } from "./check.ts";
import { init } from "./init.ts";
import { key } from "./key.ts";
import { status } from "./status.ts";

export const commands: readonly Declaration[] = [
  key,
  init,
  check,
  status,
  addDistrict,
  retireDistrict,
  backup,
  restore,
];
