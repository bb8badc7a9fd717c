// Whether everything is well: what was checked, what to do about it, and the jobs that gave up.
import { useReason } from "../session/use-session.ts";
import { SettingsNav } from "../settings/settings-nav.tsx";
import { Page } from "../shell/page.tsx";
import { DeadLetters } from "./dead-letters.tsx";
import { Findings } from "./findings.tsx";
import { Ready } from "./ready.tsx";

export function HealthScreen() {
  const maySeeAll = useReason("operator") === undefined;
  return (
    <Page title="Health" description="What the service checks about itself, and how to put it right.">
      <SettingsNav />
      <div className="flex flex-col gap-5">
        {maySeeAll ? <Findings /> : <Ready />}
        <DeadLetters />
      </div>
    </Page>
  );
}
