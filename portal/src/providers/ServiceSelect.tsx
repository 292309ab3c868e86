import { useSay } from "../app/language.tsx";
import { Select } from "../ui/Field.tsx";
import { useClassNames } from "./useClassNames.ts";

interface Props {
  readonly value: string;
  readonly onChange: (serviceClass: string) => void;
}

/** One class of service, or all of them (""). */
export function ServiceSelect({ value, onChange }: Props) {
  const say = useSay();
  const classes = useClassNames().map(({ number, name }) => ({ value: String(number), text: name }));
  return (
    <Select
      label={say({ en: "Service", zh: "服务类别" })}
      options={[{ value: "", text: say({ en: "All services", zh: "所有类别" }) }, ...classes]}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
