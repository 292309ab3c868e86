/** What a search found, as links. */
import { Link } from "wouter";
import { useSay, type Text } from "../app/language.tsx";
import { useNames } from "../app/names.tsx";
import type { Known } from "../app/namesOf.ts";

export interface Hit {
  readonly kind: Known["kind"] | "voucher";
  readonly id: string;
  readonly names: readonly string[];
}

const KIND: Readonly<Record<Hit["kind"], (id: string) => Text>> = {
  voucher: (id) => ({ en: `Voucher ${id}`, zh: `双创券 ${id}` }),
  provider: (id) => ({ en: `Provider ${id}`, zh: `服务机构 ${id}` }),
  enterprise: (id) => ({ en: `The vouchers of enterprise ${id}`, zh: `企业 ${id} 的双创券` }),
  program: (id) => ({ en: `Program ${id}`, zh: `项目 ${id}` }),
  district: (id) => ({ en: `The vouchers of district ${id}`, zh: `第 ${id} 区的双创券` }),
};

const AT: Readonly<Record<Hit["kind"], (id: string) => string>> = {
  voucher: (id) => `/v/${id}`,
  provider: (id) => `/providers/${id}`,
  enterprise: (id) => `/vouchers?enterprise=${id}`,
  program: (id) => `/programs/${id}`,
  district: (id) => `/vouchers?district=${id}`,
};

export function Hits({ hits }: { readonly hits: readonly Hit[] }) {
  const say = useSay();
  const named = useName();
  return (
    <ul className="hits">
      {hits.map((hit) => (
        <li key={`${hit.kind} ${hit.id}`}>
          <Link href={AT[hit.kind](hit.id)}>{named(hit) ?? say(KIND[hit.kind](hit.id))}</Link>
          {named(hit) !== undefined && <span className="hint"> {say(KIND[hit.kind](hit.id))}</span>}
        </li>
      ))}
    </ul>
  );
}

function useName() {
  const names = useNames();
  return ({ kind, id }: Hit): string | undefined => {
    switch (kind) {
      case "voucher":
        return undefined;
      case "provider":
        return names.provider(id);
      case "enterprise":
        return names.enterprise(id) === id ? undefined : names.enterprise(id);
      case "program":
        return names.program(Number(id));
      case "district":
        return names.district(Number(id));
    }
  };
}
