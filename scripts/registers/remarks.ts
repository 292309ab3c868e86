/** Where a table says something else of a registered party than the ledger or the directory do. */
import type { Text } from "../../client/text/text.ts";
import type { Known } from "./check.ts";
import type { Directory } from "./directory.ts";
import type { PartyRow } from "./partyTable.ts";
import { ENTERPRISE, PROVIDER, REGISTERS, type Register } from "./register.ts";

/** Statuses that need no remark. */
const USUAL: Readonly<Record<Register, readonly bigint[]>> = {
  enterprise: [ENTERPRISE.active],
  provider: [PROVIDER.proposed, PROVIDER.countersigned, PROVIDER.admitted],
};

/** What a person should know of a row whose party is registered. */
export function remarksOn(register: Register, known: Known<PartyRow>, directory: Directory): Text[] {
  const { row, id, standing, sameGroup } = known;
  const written = REGISTERS[register].format(id);
  const remarks: Text[] = [];
  if (!USUAL[register].includes(standing.status)) {
    const status = REGISTERS[register].statuses[Number(standing.status)];
    if (status) remarks.push({ en: `It is ${status.en}.`, zh: `当前状态：${status.zh}。` });
  }
  if (standing.wallet.toLowerCase() !== row.wallet.toLowerCase()) {
    remarks.push({
      en: `Its wallet on the ledger is ${standing.wallet}; another one is put in place with tongdui wallet rotate ${written}.`,
      zh: `账本上的钱包为 ${standing.wallet}；如需更换，请用 tongdui wallet rotate ${written}。`,
    });
  }
  if (!sameGroup) {
    remarks.push(
      register === "enterprise"
        ? {
            en: `On the ledger it has another actual controller; that is changed with tongdui enterprise regroup ${written}.`,
            zh: `账本上的实际控制人与本行不同；如需变更，请用 tongdui enterprise regroup ${written}。`,
          }
        : { en: "On the ledger it has another actual controller.", zh: "账本上的实际控制人与本行不同。" },
    );
  }
  const { name } = directory.byId(register, id) ?? row;
  if (name !== row.name) {
    remarks.push({
      en: `The directory calls it ${name}; a new profile is recorded with tongdui ${register} update-profile.`,
      zh: `名录中的名称为“${name}”；如需更新资料，请用 tongdui ${register} update-profile。`,
    });
  }
  return remarks;
}
