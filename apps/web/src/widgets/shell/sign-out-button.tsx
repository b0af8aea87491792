"use client";

import { signOut } from "next-auth/react";

export function SignOutButton() {
  return (
    <button
      type="button"
      onClick={() => signOut({ callbackUrl: "/sign-in" })}
      className="whitespace-nowrap rounded py-1 text-muted underline underline-offset-2 hover:text-ink"
    >
      Sign out
    </button>
  );
}
