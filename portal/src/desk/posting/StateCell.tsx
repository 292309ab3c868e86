/** Where something stands that was handed in, and why it was refused. */
import type { ReactNode } from "react";
import { useSay } from "../../app/language.tsx";
import { Badge } from "../../ui/Badge.tsx";
import type { State } from "../../ui/states.ts";

interface Props {
  readonly state: State;
  /** An officer's reason; null where nobody refused it. */
  readonly refused: string | null;
  readonly children?: ReactNode;
}

export function StateCell({ state, refused, children }: Props) {
  const say = useSay();
  return (
    <>
      <Badge state={state} />
      {refused !== null && (
        <p className="desk-words">
          {say({ en: "The office says why: ", zh: "理由：" })}
          {refused}
        </p>
      )}
      {children}
    </>
  );
}
