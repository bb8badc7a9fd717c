// The pages of the settings.
import { SubNav } from "../ui/sub-nav.tsx";

export function SettingsNav() {
  return (
    <SubNav
      label="Settings"
      pages={[
        { to: "/settings/keys", label: "API keys", needs: "admin" },
        { to: "/settings/people", label: "People", needs: "admin" },
        { to: "/settings/webhooks", label: "Webhooks", needs: "operator" },
        { to: "/settings/setup", label: "Set up", needs: "operator" },
        { to: "/settings/health", label: "Health", needs: "viewer" },
        { to: "/settings/audit", label: "Audit", needs: "admin" },
      ]}
    />
  );
}
