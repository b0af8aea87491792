import type { Permission } from "@touchline/domain/access";
import {
  ArrowUpDown,
  Blend,
  Building2,
  Gauge,
  Grid3x3,
  Hand,
  LifeBuoy,
  type LucideIcon,
  MessagesSquare,
  Network,
  PhoneIncoming,
  Quote,
  Radio,
  Route,
  ScrollText,
  Settings,
  Upload,
  Users,
  Weight,
} from "lucide-react";

export interface PageLink {
  readonly href: string;
  readonly label: string;
  readonly permission: Permission;
  readonly icon: LucideIcon;
}

/** A page that the viewer may open, for the search by name. */
export type PageChoice = Pick<PageLink, "href" | "label">;

/** What the rail offers, in its groups. A viewer sees the pages that the role may open. */
export const PAGE_GROUPS: readonly { readonly title: string; readonly pages: readonly PageLink[] }[] = [
  {
    title: "Experience",
    pages: [
      { href: "/", label: "Overview", permission: "metrics:read", icon: Gauge },
      { href: "/journey", label: "Journey", permission: "metrics:read", icon: Route },
      { href: "/departments", label: "Departments", permission: "metrics:read", icon: Building2 },
      { href: "/touchpoints", label: "Touchpoints", permission: "metrics:read", icon: Hand },
      { href: "/channels", label: "Channels", permission: "metrics:read", icon: Radio },
      { href: "/service", label: "Service", permission: "metrics:read", icon: LifeBuoy },
      { href: "/failure-demand", label: "Failure demand", permission: "metrics:read", icon: PhoneIncoming },
      { href: "/consistency", label: "Consistency", permission: "metrics:read", icon: Blend },
      { href: "/drivers", label: "Drivers", permission: "metrics:read", icon: Weight },
      { href: "/segments", label: "Segments", permission: "metrics:read", icon: Grid3x3 },
      { href: "/changes", label: "What changed", permission: "metrics:read", icon: ArrowUpDown },
      { href: "/voice", label: "Voice", permission: "metrics:read", icon: Quote },
      { href: "/records", label: "Answers", permission: "records:read", icon: MessagesSquare },
    ],
  },
  {
    title: "Administration",
    pages: [
      { href: "/imports", label: "Sources and imports", permission: "imports:read", icon: Upload },
      { href: "/structure", label: "Structure", permission: "structure:write", icon: Network },
      { href: "/users", label: "Users", permission: "users:read", icon: Users },
      { href: "/settings", label: "Settings", permission: "settings:write", icon: Settings },
      { href: "/audit", label: "Audit log", permission: "audit:read", icon: ScrollText },
    ],
  },
];
