// What came in and what went out.
import { SubNav } from "../ui/sub-nav.tsx";

export function EventsNav() {
  return (
    <SubNav
      label="Events"
      pages={[
        { to: "/callbacks", label: "Received from DigiSigner", needs: "operator" },
        { to: "/deliveries", label: "Delivered to others", needs: "operator" },
      ]}
    />
  );
}
