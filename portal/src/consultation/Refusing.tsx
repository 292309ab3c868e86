/** Programs that do not pay for the contract, each with all its reasons. */
import { Link } from "wouter";
import type { Eligibility } from "../app/answers.ts";
import { useSay } from "../app/language.tsx";
import { useNames } from "../app/names.tsx";

export function Refusing({ programs }: { readonly programs: readonly Eligibility[] }) {
  const say = useSay();
  const names = useNames();
  return (
    <dl className="explained">
      {programs.map(({ program, district, reasons }) => (
        <div key={program}>
          <dt>
            <Link href={`/programs/${program}`}>
              {names.program(program) ?? say({ en: `Program ${program}`, zh: `项目 ${program}` })}
            </Link>{" "}
            <small className="hint">{names.district(district)}</small>
          </dt>
          {reasons.map((reason) => (
            <dd key={reason.code}>{say(reason)}</dd>
          ))}
        </div>
      ))}
    </dl>
  );
}
