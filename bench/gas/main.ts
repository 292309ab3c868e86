import { measureLedger } from "./ledger.ts";
console.log(await measureLedger(Number(process.argv[2] ?? 0)));
