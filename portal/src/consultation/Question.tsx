/** What is asked: where the enterprise is, which service, what the contract is worth. */
import { FIRM_SIZES, FIRM_SIZE_NAMES } from "../../../client/publication.ts";
import { useSay } from "../app/language.tsx";
import { useNames } from "../app/names.tsx";
import { useClassNames } from "../providers/useClassNames.ts";
import { Button } from "../ui/Button.tsx";
import { Select, TextField } from "../ui/Field.tsx";
import type { QuestionField, Read, Typed } from "./question.ts";

interface Props {
  readonly values: Typed;
  readonly errors: Read["errors"];
  readonly set: (field: QuestionField, value: string) => void;
  readonly ask: () => void;
}

export function Question({ values, errors, set, ask }: Props) {
  const say = useSay();
  const names = useNames();
  const classes = useClassNames();
  const choose = { value: "", text: say({ en: "Choose …", zh: "请选择……" }) };
  const districts = names.districts?.map(({ district }) => ({
    value: String(district),
    text: names.district(district),
  }));
  const wrong = (field: QuestionField): string | undefined => {
    const text = errors[field];
    return text && say(text);
  };
  return (
    <form
      className="sheet desk-form"
      onSubmit={(event) => {
        event.preventDefault();
        ask();
      }}
    >
      <Select
        label={say({ en: "District in which the enterprise is registered", zh: "企业登记所在地区" })}
        options={[choose, ...(districts ?? [])]}
        required
        value={values.district}
        onChange={(event) => set("district", event.target.value)}
      />
      <Select
        label={say({ en: "Size of the firm (if you know it)", zh: "企业规模（可不填）" })}
        hint={say({
          en: "As the national statistics class it; some policies are for smaller firms only.",
          zh: "按国家统计局企业划型标准；部分政策仅面向中小微企业。",
        })}
        options={[
          { value: "", text: say({ en: "Not said", zh: "未填写" }) },
          ...FIRM_SIZES.map((size) => ({ value: size, text: say(FIRM_SIZE_NAMES[size]) })),
        ]}
        value={values.size}
        onChange={(event) => set("size", event.target.value)}
      />
      <Select
        label={say({ en: "Service", zh: "服务类别" })}
        options={[choose, ...classes.map(({ number, name }) => ({ value: String(number), text: name }))]}
        required
        value={values.serviceClass}
        onChange={(event) => set("serviceClass", event.target.value)}
      />
      <TextField
        label={say({ en: "Value of the contract, in yuan", zh: "合同金额（元）" })}
        hint={say({ en: "As in 160,000.00", zh: "例如 160,000.00" })}
        error={wrong("value")}
        required
        inputMode="decimal"
        maxLength={24}
        value={values.value}
        onChange={(event) => set("value", event.target.value)}
      />
      <TextField
        label={say({ en: "Issued this year already, in yuan (if any)", zh: "本年度已获发放金额（元，可不填）" })}
        hint={say({
          en: "All vouchers of this calendar year, in any district, of your enterprise and others under the same actual control.",
          zh: "本企业及同一实际控制人名下其他企业，本自然年内在各地区获得的全部双创券。",
        })}
        error={wrong("issued")}
        inputMode="decimal"
        maxLength={24}
        value={values.issued}
        onChange={(event) => set("issued", event.target.value)}
      />
      <TextField
        label={say({ en: "Provider's number (if you have chosen one)", zh: "服务机构编号（如已选定）" })}
        hint={say({ en: "As in P1-1; the catalogue has them.", zh: "例如 P1-1，见服务机构名录。" })}
        error={wrong("provider")}
        maxLength={24}
        value={values.provider}
        onChange={(event) => set("provider", event.target.value)}
      />
      <p className="desk-buttons">
        <Button look="primary" type="submit">
          {say({ en: "Work it out", zh: "查询" })}
        </Button>
      </p>
    </form>
  );
}
