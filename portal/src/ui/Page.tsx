/** A page: its title in the window and above its matter. */
import type { ReactNode } from "react";
import { useSay } from "../app/language.tsx";

interface Props {
  readonly title: string;
  readonly lead?: ReactNode;
  /** Beside the title: a state in words, say. */
  readonly beside?: ReactNode;
  readonly children: ReactNode;
}

export function Page({ title, lead, beside, children }: Props) {
  const site = useSay()({ en: "Tongdui", zh: "通兑" });
  return (
    <>
      <title>{`${title} · ${site}`}</title>
      <header className="page-head">
        <h1>
          {title} {beside}
        </h1>
        {lead !== undefined && <p className="lead">{lead}</p>}
      </header>
      {children}
    </>
  );
}

export function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="section">
      <h2>{title}</h2>
      {children}
    </section>
  );
}
