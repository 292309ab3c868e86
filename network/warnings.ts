/** What a description may say, but at a price that whoever signs it should know. */
import type { Text } from "../client/text/text.ts";
import { nodesOf, validatorsOf, type Network } from "./description.ts";
import { toleranceOf } from "./life/tolerance.ts";

export function warningsOf(network: Network): Text[] {
  const validators = validatorsOf(network);
  const { length: count } = validators;
  const { mayFail, mayLie } = toleranceOf(count);
  const warnings: Text[] = [];
  if (mayFail === 0) {
    warnings.push({
      en: `The network has only ${count} of the four validators that it should have: as soon as one of them stands still, no block comes and nothing can be issued or paid until it is back.`,
      zh: `网络只有 ${count} 个验证节点，不足四个，承受不了任何故障：其中任一节点停机，即不再出块，发放和拨付均须等其恢复。`,
    });
  } else if (mayLie === 0) {
    warnings.push({
      en: `The network has only ${count} of the four validators that it should have: ${mayFail} may stand still, but whoever holds one of them, and the lines between the others, can have two histories sealed.`,
      zh: `网络只有 ${count} 个验证节点，不足四个：可容许 ${mayFail} 个停机，但只要有人控制其中一个以及其余节点之间的线路，就可能签出两段历史。`,
    });
  }
  for (const { slug, name } of network.districts) {
    const own = validators.filter(({ district }) => district === slug).length;
    if (mayFail > 0 && own > mayFail) {
      warnings.push({
        en: `${name.en} (${slug}) runs ${own} of the ${count} validators; when it fails, or wishes to, no block comes: ${mayFail} may fail at once. One validator a district is usual.`,
        zh: `${name.zh}（${slug}）运行 ${count} 个验证节点中的 ${own} 个；该区故障或有意停机时即不再出块（至多可同时故障 ${mayFail} 个）。通常每区一个验证节点。`,
      });
    }
  }
  if (nodesOf(network).every(({ kind }) => kind !== "operator")) {
    warnings.push({
      en: "No node is of the kind operator: validators take transactions from their own machine only, so officers could reach the ledger from nowhere else.",
      zh: "没有 operator 类节点：验证节点只接受本机提交的交易，工作人员将无法从其他机器使用账本。",
    });
  }
  return warnings;
}
