import { type Permission, permissionsOf, ROLE_NAMES } from "@touchline/domain/access";
import { CircleUser, Menu, PanelLeftClose, PanelLeftOpen, Search } from "lucide-react";
import { cookies } from "next/headers";
import Link from "next/link";
import type { ReactNode } from "react";
import { api, requireViewer } from "../../server.ts";
import { Palette } from "../palette/palette.tsx";
import { MenuSheet } from "./menu-sheet.tsx";
import { PAGE_GROUPS, type PageChoice } from "./pages.tsx";
import { RailLink } from "./rail-link.tsx";
import { RailToggle } from "./rail-toggle.tsx";
import { RAIL_COOKIE } from "./rail-width.ts";
import { SignOutButton } from "./sign-out-button.tsx";

type Viewer = Awaited<ReturnType<typeof requireViewer>>;

/** The rail with the pages that the viewer's role may open, and the page beside it; a sheet on a narrow screen. */
export async function Shell({ children }: { children: ReactNode }) {
  const viewer = await requireViewer("session:read");
  const { name: company } = await (await api()).settings.get();
  const narrow = (await cookies()).get(RAIL_COOKIE)?.value === "narrow";
  const ToggleIcon = narrow ? PanelLeftOpen : PanelLeftClose;
  return (
    <div className="group/shell md:flex" data-rail={narrow ? "narrow" : "wide"}>
      <a
        href="#content"
        className="sr-only z-20 bg-accent px-4 py-2 text-on-accent focus:not-sr-only focus:fixed"
      >
        Skip to the content
      </a>
      <header
        id="rail"
        className="flex items-center justify-between gap-3 border-hairline border-b px-4 py-2 print:hidden md:sticky md:top-0 md:h-[calc(100dvh-var(--banner,0px))] md:w-55 md:shrink-0 md:flex-col md:items-stretch md:justify-start md:overflow-y-auto md:border-r md:border-b-0 md:px-3 md:py-4 md:data-[rail=narrow]:w-16"
        data-rail={narrow ? "narrow" : "wide"}
      >
        <div className="flex items-center justify-between md:mb-4">
          <Link href="/" className="px-2.5 text-16 font-semibold md:group-data-[rail=narrow]/shell:sr-only">
            Touchline
            <span
              className="hidden max-w-36 truncate text-12 font-normal text-muted md:block"
              title={company}
            >
              {company}
            </span>
          </Link>
          <RailToggle narrow={narrow}>
            <ToggleIcon size={16} aria-hidden />
          </RailToggle>
        </div>
        {allowedOf(viewer).includes("metrics:read") && (
          <Palette icon={<Search size={16} className="shrink-0" aria-hidden />} pages={pageChoices(viewer)} />
        )}
        <div className="hidden flex-1 flex-col md:flex">
          <Pages viewer={viewer} />
        </div>
        <MenuSheet icon={<Menu size={16} aria-hidden />}>
          <Pages viewer={viewer} />
        </MenuSheet>
      </header>
      <main id="content" tabIndex={-1} className="min-w-0 flex-1 px-4 py-6 outline-none md:px-8">
        <div className="mx-auto max-w-7xl">{children}</div>
      </main>
    </div>
  );
}

function allowedOf({ role, seenBy, secondFactor }: Viewer): readonly Permission[] {
  return secondFactor.required && !secondFactor.confirmed ? [] : permissionsOf(role, seenBy !== null);
}

function pageChoices(viewer: Viewer): PageChoice[] {
  const allowed = allowedOf(viewer);
  const own = PAGE_GROUPS.flatMap(({ pages }) => pages).filter(({ permission }) =>
    allowed.includes(permission),
  );
  const choices = own.map(({ href, label }) => ({ href, label }));
  return viewer.seenBy ? choices : [...choices, { href: "/profile", label: "Your profile" }];
}

function Pages({ viewer }: { viewer: Viewer }) {
  const allowed = allowedOf(viewer);
  return (
    <>
      <nav aria-label="Pages" className="flex-1">
        {PAGE_GROUPS.map(({ title, pages }) => {
          const own = pages.filter(({ permission }) => allowed.includes(permission));
          if (own.length === 0) return null;
          return (
            <div key={title} className="mb-5">
              <p className="mb-1 px-2.5 text-12 text-muted md:group-data-[rail=narrow]/shell:sr-only">
                {title}
              </p>
              <ul className="space-y-0.5">
                {own.map(({ href, label, icon: Icon }) => (
                  <li key={href}>
                    <RailLink
                      href={href}
                      label={label}
                      icon={<Icon size={16} className="shrink-0" aria-hidden />}
                    />
                  </li>
                ))}
              </ul>
            </div>
          );
        })}
      </nav>
      <div className="pt-4 text-13">
        {/* Who looks as somebody else sees no profile: it is that user's own. */}
        {viewer.seenBy ? (
          <p className="truncate px-2.5 md:group-data-[rail=narrow]/shell:sr-only" title={viewer.email}>
            {viewer.name}
          </p>
        ) : (
          <RailLink
            href="/profile"
            label={viewer.name}
            icon={<CircleUser size={16} className="shrink-0" aria-hidden />}
          />
        )}
        <div className="px-2.5 md:group-data-[rail=narrow]/shell:px-0">
          {viewer.name !== ROLE_NAMES[viewer.role] && (
            <p className="text-muted md:group-data-[rail=narrow]/shell:sr-only">{ROLE_NAMES[viewer.role]}</p>
          )}
          <SignOutButton />
        </div>
      </div>
    </>
  );
}
