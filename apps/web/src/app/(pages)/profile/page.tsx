import { Notice } from "@touchline/ui/notice";
import { PageHead } from "@touchline/ui/page-head";
import { Panel } from "@touchline/ui/panel";
import type { Metadata } from "next";
import { api, requireViewer } from "../../../server.ts";
import { ProcedureProvider } from "../../../trpc-client.tsx";
import { AboutForm } from "../../../widgets/profile/about-form.tsx";
import { PasswordForm } from "../../../widgets/profile/password-form.tsx";
import { SecondFactor } from "../../../widgets/profile/second-factor.tsx";
import { Sessions } from "../../../widgets/profile/sessions.tsx";

export const metadata: Metadata = { title: "Your profile" };

/** All that this server knows, and the one in use, which may be an older name for one of them. */
function zonesWith(own: string | null): string[] {
  const zones = new Set(["UTC", ...Intl.supportedValuesOf("timeZone")]);
  return [...(own === null ? zones : zones.add(own))].sort();
}

export default async function ProfilePage() {
  await requireViewer("profile:write");
  const call = await api();
  const [profile, sessions, { timeZone: companyZone }] = await Promise.all([
    call.profile.get(),
    call.profile.sessions.list(),
    call.settings.get(),
  ]);
  const { required, confirmed } = profile.secondFactor;
  const owed = required && !confirmed;
  const timeZone = profile.timeZone ?? companyZone;
  const secondFactor = (
    <Panel
      key="second-factor"
      id="second-factor"
      title="Second factor"
      state={{ kind: "ready", children: <SecondFactor profile={profile} /> }}
    />
  );
  return (
    <>
      <PageHead title="Your profile" sentence="Who you are here, and what keeps others from being you." />
      {owed && (
        <Notice kind="hint" className="mb-6 max-w-prose">
          Your role needs a second factor. Set it up here first; everything else opens then.
        </Notice>
      )}
      <ProcedureProvider>
        <div className="space-y-8">
          {owed && secondFactor}
          <Panel
            id="about"
            title="You"
            state={{
              kind: "ready",
              children: (
                <AboutForm profile={profile} companyZone={companyZone} zones={zonesWith(profile.timeZone)} />
              ),
            }}
          />
          <Panel
            id="password"
            title="Password"
            state={{
              kind: "ready",
              children: profile.hasPassword ? (
                <PasswordForm />
              ) : (
                <p className="text-muted">You sign in by single sign-on and have no password here.</p>
              ),
            }}
          />
          {!owed && secondFactor}
          <Panel
            id="sessions"
            title="Where you are signed in"
            note={`Times in ${timeZone}`}
            state={{ kind: "ready", children: <Sessions sessions={sessions} timeZone={timeZone} /> }}
          />
        </div>
      </ProcedureProvider>
    </>
  );
}
