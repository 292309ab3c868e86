/** A field with its label, what it takes, and what is wrong with what was typed. */
import { useId, type ComponentProps, type ReactNode } from "react";

interface Around {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
}

interface Named {
  readonly id: string;
  readonly "aria-describedby": string | undefined;
  readonly "aria-invalid": boolean | undefined;
}

/** @param children makes the control, given what ties it to its label. */
export function Field({ label, hint, error, children }: Around & { children: (named: Named) => ReactNode }) {
  const id = useId();
  const told = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint !== undefined && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {children({ id, "aria-describedby": told || undefined, "aria-invalid": error !== undefined || undefined })}
      {error !== undefined && (
        <p className="field-error" id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

export function TextField({ label, hint, error, ...input }: Around & ComponentProps<"input">) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(named) => <input type="text" autoComplete="off" spellCheck={false} {...input} {...named} />}
    </Field>
  );
}

export function TextArea({ label, hint, error, ...area }: Around & ComponentProps<"textarea">) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(named) => <textarea rows={4} {...area} {...named} />}
    </Field>
  );
}

export interface Option {
  readonly value: string;
  readonly text: string;
}

export function Select({
  label,
  hint,
  error,
  options,
  ...select
}: Around & ComponentProps<"select"> & { readonly options: readonly Option[] }) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(named) => (
        <select {...select} {...named}>
          {options.map(({ value, text }) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
