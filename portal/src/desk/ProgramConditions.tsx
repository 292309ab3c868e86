/** What a program's policy asks for that the ledger does not hold: for firms of which sizes it is, and which papers an application needs. */
import { PAPER_KINDS, PAPER_NAMES, PAPERS_NEEDED } from "../../../client/applications.ts";
import { FIRM_SIZE_NAMES, FIRM_SIZES, type Conditions } from "../../../client/publication.ts";
import { useSay } from "../app/language.tsx";
import { useNames } from "../app/names.tsx";

interface Props {
  readonly program: number;
  readonly conditions: Conditions;
  readonly set: (conditions: Conditions) => void;
}

export function ProgramConditions({ program, conditions, set }: Props) {
  const say = useSay();
  const names = useNames();
  const { sizes = [], papers = PAPERS_NEEDED } = conditions;
  const name = names.program(program) ?? say({ en: `Program ${program}`, zh: `项目 ${program}` });
  return (
    <>
      <fieldset className="desk-set">
        <legend>{say({ en: `${name}: for firms of these sizes`, zh: `${name}：适用的企业规模` })}</legend>
        <p className="hint">{say({ en: "None ticked: for firms of any size.", zh: "均未勾选：不限规模。" })}</p>
        <Ticks
          all={FIRM_SIZES}
          chosen={sizes}
          text={(size) => say(FIRM_SIZE_NAMES[size])}
          choose={(some) => set({ ...conditions, sizes: some })}
        />
      </fieldset>
      <fieldset className="desk-set">
        <legend>{say({ en: `${name}: papers that an application needs`, zh: `${name}：申请必备材料` })}</legend>
        <Ticks
          all={PAPER_KINDS}
          chosen={papers}
          text={(kind) => say(PAPER_NAMES[kind])}
          choose={(some) => set({ ...conditions, papers: some })}
        />
      </fieldset>
    </>
  );
}

interface TicksProps<T extends string> {
  readonly all: readonly T[];
  readonly chosen: readonly T[];
  readonly text: (one: T) => string;
  readonly choose: (some: readonly T[]) => void;
}

function Ticks<T extends string>({ all, chosen, text, choose }: TicksProps<T>) {
  return (
    <div className="desk-buttons">
      {all.map((one) => (
        <label key={one}>
          <input
            type="checkbox"
            checked={chosen.includes(one)}
            onChange={(event) =>
              choose(all.filter((other) => (other === one ? event.target.checked : chosen.includes(other))))
            }
          />{" "}
          {text(one)}
        </label>
      ))}
    </div>
  );
}
