/**
 * Promise 3: a contract or invoice nullifier serves at most one order that is not cancelled or rejected for form; a party is
 * registered once. What editions before this one hold is theirs to audit.
 */
import { formatEnterprise, formatProvider } from "../../../client/ids.ts";
import type { LedgerEvent } from "../../../client/replay/events.ts";
import { PROVIDER_STATUSES } from "../../../client/replay/providers.ts";
import type { LedgerState } from "../../../client/replay/replay.ts";
import type { Text } from "../../../client/text/text.ts";
import type { Held, Report } from "../finding.ts";
import { atEvent, orderText } from "./words.ts";

export function nothingFundedTwice(report: Report): Held<LedgerEvent, LedgerState> {
  const orderOfContract = new Map<string, string>();
  const contractOf = new Map<string, string>();
  const orderOfInvoice = new Map<string, string>();
  const invoicesOf = new Map<string, readonly string[]>();
  const enterpriseOf = new Map<string, bigint>();
  const providerOf = new Map<string, bigint>();
  const partyOf = new Map<bigint, string>();

  const serve = <User>(users: Map<string, User>, nullifier: string, user: User, twice: (first: User) => void): void => {
    const first = users.get(nullifier);
    if (first === undefined) users.set(nullifier, user);
    else twice(first);
  };
  /** Only whoever holds it gives it free. */
  const free = <User>(users: Map<string, User>, nullifier: string | undefined, user: User): void => {
    if (nullifier !== undefined && users.get(nullifier) === user) users.delete(nullifier);
  };

  return {
    hear(event) {
      const break_ = (thing: Text, en: string, zh: string): void => {
        report({ promise: 3, where: atEvent(thing, event), what: { en, zh } });
      };
      switch (event.name) {
        case "OrderPlaced": {
          const { order, contractNullifier } = event.args;
          contractOf.set(order, contractNullifier);
          serve(orderOfContract, contractNullifier, order, (first) => {
            const { en, zh } = orderText(first);
            break_(orderText(order), `Its contract serves ${en} already.`, `其合同已用于${zh}。`);
          });
          break;
        }
        case "OrderCancelled":
          free(orderOfContract, contractOf.get(event.args.order), event.args.order);
          break;
        case "OrderRedeemed": {
          const { order, claim } = event.args;
          const invoices = claim.invoices.map(({ nullifier }) => nullifier);
          invoicesOf.set(order, invoices);
          for (const nullifier of invoices) {
            serve(orderOfInvoice, nullifier, order, (first) => {
              const { en, zh } = orderText(first);
              break_(orderText(order), `One of its invoices serves ${en} already.`, `其中一张发票已用于${zh}。`);
            });
          }
          break;
        }
        case "OrderReopened":
          for (const nullifier of invoicesOf.get(event.args.order) ?? []) {
            free(orderOfInvoice, nullifier, event.args.order);
          }
          break;
        case "EnterpriseRegistered": {
          const { enterprise, party } = event.args;
          serve(enterpriseOf, party, enterprise, (first) => {
            const id = formatEnterprise(enterprise);
            const thing = { en: `enterprise ${id}`, zh: `企业 ${id}` };
            const other = formatEnterprise(first);
            break_(thing, `Its party is registered as ${other} already.`, `该主体已登记为 ${other}。`);
          });
          break;
        }
        case "ProviderProposed": {
          const { provider, admission } = event.args;
          partyOf.set(provider, admission.party);
          serve(providerOf, admission.party, provider, (first) => {
            const id = formatProvider(provider);
            const thing = { en: `provider ${id}`, zh: `服务机构 ${id}` };
            const other = formatProvider(first);
            break_(thing, `Its party is registered as ${other} already.`, `该主体已登记为 ${other}。`);
          });
          break;
        }
        case "ProviderStatusChanged": {
          const declined = PROVIDER_STATUSES.indexOf("Declined");
          const { provider, status } = event.args;
          if (Number(status) === declined) free(providerOf, partyOf.get(provider), provider);
          break;
        }
        default:
          break;
      }
    },

    end: () => undefined,
  };
}
