// How each outcome of a callback looks and reads.
import type { Callback } from "@creditnexus/contract";
import {
  CircleCheck,
  CircleHelp,
  CircleSlash,
  Inbox,
  type LucideIcon,
  ParkingCircle,
  Skull,
} from "lucide-react";
import type { Tone } from "../ui/badge.tsx";

export const outcomeLooks: Record<
  Callback["outcome"],
  { label: string; tone: Tone; icon: LucideIcon; meaning: string }
> = {
  received: { label: "Received", tone: "info", icon: Inbox, meaning: "Stored, not looked at yet." },
  processed: {
    label: "Processed",
    tone: "good",
    icon: CircleCheck,
    meaning: "It led to a read of the truth from DigiSigner.",
  },
  ignored: {
    label: "Ignored",
    tone: "quiet",
    icon: CircleSlash,
    meaning: "A type of event that this desk does not use.",
  },
  unmatched: {
    label: "Unmatched",
    tone: "warn",
    icon: CircleHelp,
    meaning: "No request of ours is known for it yet; it waits.",
  },
  parked: {
    label: "Parked",
    tone: "warn",
    icon: ParkingCircle,
    meaning: "No request of ours was ever found for it.",
  },
  dead: { label: "Dead", tone: "bad", icon: Skull, meaning: "It could not be processed." },
};
