// The places of the desk, in the order in which the sidebar and the phone's bar show them.
import type { Role } from "@creditnexus/contract";
import {
  ChartNoAxesColumn,
  FilePlus2,
  FileText,
  type LucideIcon,
  PenLine,
  RadioTower,
  Settings,
} from "lucide-react";

export interface Place {
  to: "/" | "/new" | "/documents" | "/callbacks" | "/figures" | "/settings";
  label: string;
  icon: LucideIcon;
  needs: Role;
  shortcut?: string;
  /** Begins the path of pages that belong here too. */
  also?: string;
  /** Behind "More" in the phone's bar, which holds five. */
  isRare?: boolean;
}

export const places: readonly Place[] = [
  { to: "/", label: "Agreements", icon: PenLine, needs: "viewer" },
  { to: "/new", label: "New request", icon: FilePlus2, needs: "sender", shortcut: "N", also: "/drafts" },
  { to: "/documents", label: "Documents", icon: FileText, needs: "viewer" },
  { to: "/callbacks", label: "Callbacks", icon: RadioTower, needs: "operator", also: "/deliveries" },
  { to: "/figures", label: "Figures", icon: ChartNoAxesColumn, needs: "viewer", isRare: true },
  { to: "/settings", label: "Settings", icon: Settings, needs: "viewer", isRare: true },
];
