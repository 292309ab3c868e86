/** Facts with their names, one below the other. */
import type { ReactNode } from "react";

export type Fact = readonly [name: string, value: ReactNode];

export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A code of the ledger: short to look at, whole to copy. */
export function Code({ children }: { readonly children: string }) {
  return <code className="code">{children}</code>;
}
