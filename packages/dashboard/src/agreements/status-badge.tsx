// The state of an agreement as a badge.
import type { Signature } from "@creditnexus/contract";
import { Badge } from "../ui/badge.tsx";
import { statusLooks } from "./status.ts";

export function StatusBadge({ status }: { status: Signature["status"] }) {
  const { label, tone, icon, spinning = false } = statusLooks[status];
  return (
    <Badge tone={tone} icon={icon} spinning={spinning}>
      {label}
    </Badge>
  );
}
