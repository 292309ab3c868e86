/** Buttons, and links that look like one. */
import type { ComponentProps } from "react";
import { Link } from "wouter";

type Look = "primary" | "secondary" | "quiet" | "danger";

export function Button({ look = "secondary", ...rest }: ComponentProps<"button"> & { readonly look?: Look }) {
  return <button type="button" {...rest} className={`button button-${look}`} />;
}

export function LinkButton({ look = "secondary", to, children }: { look?: Look; to: string; children: string }) {
  return (
    <Link href={to} className={`button button-${look}`}>
      {children}
    </Link>
  );
}
