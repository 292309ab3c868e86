import { useSay } from "../app/language.tsx";
import { useNames } from "../app/names.tsx";
import { Select } from "./Field.tsx";

interface Props {
  readonly value: string;
  readonly onChange: (district: string) => void;
}

/** One district, or all of them (""). */
export function DistrictSelect({ value, onChange }: Props) {
  const say = useSay();
  const names = useNames();
  const single = names.districts?.map((one) => ({ value: String(one.district), text: names.district(one.district) }));
  return (
    <Select
      label={say({ en: "District", zh: "地区" })}
      options={[{ value: "", text: say({ en: "All districts", zh: "所有地区" }) }, ...(single ?? [])]}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
