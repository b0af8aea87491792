import { Notice } from "@touchline/ui/notice";
import { singleSignOn } from "../../env.ts";
import { signOnWords } from "../../oidc-words.ts";
import { SingleSignOnButton } from "./single-sign-on-button.tsx";

/** The way in by single sign-on, where it is configured. to: where to go then; error: as the page's address says it. */
export function SingleSignOn({ to, error }: { to: string; error: unknown }) {
  if (singleSignOn === null) return null;
  return (
    <div className="mb-6 space-y-4 border-line border-b pb-6">
      <SingleSignOnButton name={singleSignOn.name} to={to} />
      <Notice kind="failed">{signOnWords(error)}</Notice>
    </div>
  );
}
