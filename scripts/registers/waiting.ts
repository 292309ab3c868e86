/** What a first officer has proposed about a party, and by which command a second one confirms it. */
import type { Text } from "../../client/text/text.ts";
import { openProposals, type Kind, type Matter } from "../chain/proposals.ts";
import type { Reading } from "../chain/reading.ts";
import { whoIs } from "../chain/whoIs.ts";
import type { Data } from "../cli/answer.ts";
import type { Meant } from "./party.ts";
import { contractOf, ENTERPRISE, PROVIDER, REGISTERS } from "./register.ts";

export interface Waiting {
  readonly data: Data;
  readonly text: Text;
}

interface Said {
  readonly what: Text;
  /** Behind `tongdui enterprise` or `tongdui provider`. */
  readonly command: string;
}

const BLACKLISTING: Text = { en: "blacklisting it", zh: "列入黑名单" };

export async function waitingFor(open: Reading, party: Meant): Promise<Waiting[]> {
  const { register, id, written } = party;
  const of = async <K extends Kind>(kind: K, say: (says: Matter<K>) => Said): Promise<Waiting[]> => {
    const about = (says: Matter<K>): boolean => (says as { readonly id?: bigint }).id === id;
    const proposals = await openProposals(open, contractOf(open.ledger, register), kind, about);
    return Promise.all(
      proposals.map(async ({ by, matter, says }) => {
        const { what, command } = say(says);
        const who = await whoIs(open, by);
        const line = `tongdui ${register} ${command} --confirm`;
        return {
          data: { kind, by, matter },
          text: {
            en: `Waits for a second officer: ${what.en}, proposed by ${who.en}. To confirm it: ${line}`,
            zh: `待第二名经办人确认：${what.zh}（由 ${who.zh} 提出）。确认命令：${line}`,
          },
        };
      }),
    );
  };
  const found =
    register === "enterprise"
      ? await Promise.all([
          of("unfreeze", () => ({
            what: { en: "the end of its freeze", zh: "解除冻结" },
            command: `unfreeze ${written}`,
          })),
          of("end", ({ status }) =>
            status === ENTERPRISE.blacklisted
              ? { what: BLACKLISTING, command: `blacklist ${written}` }
              : { what: { en: "closing it", zh: "注销" }, command: `close ${written}` },
          ),
          of("regroup", () => ({
            what: { en: "another actual controller", zh: "变更实际控制人" },
            command: `regroup ${written}`,
          })),
          of("merge", ({ into }) => {
            const other = REGISTERS.enterprise.format(into);
            return {
              what: { en: `its merger into ${other}`, zh: `并入 ${other}` },
              command: `merge ${written} --into ${other}`,
            };
          }),
        ])
      : await Promise.all([
          of("reinstate", () => ({ what: { en: "its reinstatement", zh: "恢复" }, command: `reinstate ${written}` })),
          of("renew", () => ({ what: { en: "its renewal", zh: "续期" }, command: `renew ${written}` })),
          of("end", ({ status }) =>
            status === PROVIDER.blacklisted
              ? { what: BLACKLISTING, command: `blacklist ${written}` }
              : { what: { en: "removing it", zh: "移出名录" }, command: `remove ${written}` },
          ),
        ]);
  return found.flat();
}
