// How each state looks and reads: one word, one icon, one tone, everywhere the same.
import type { Signature, SignatureStatus } from "@creditnexus/contract";
import {
  Ban,
  CircleCheck,
  CircleX,
  Clock,
  LoaderCircle,
  type LucideIcon,
  PenLine,
  TimerOff,
  TriangleAlert,
} from "lucide-react";
import type { Tone } from "../ui/badge.tsx";

export interface StatusLook {
  label: string;
  tone: Tone;
  icon: LucideIcon;
  /** What it means, in a sentence. */
  meaning: string;
  spinning?: boolean;
}

export const statusLooks: Record<SignatureStatus, StatusLook> = {
  sending: {
    label: "Sending",
    tone: "info",
    icon: LoaderCircle,
    spinning: true,
    meaning: "Being handed to DigiSigner.",
  },
  pending: { label: "Pending", tone: "info", icon: Clock, meaning: "Sent; nobody has signed yet." },
  in_progress: {
    label: "In progress",
    tone: "info",
    icon: PenLine,
    meaning: "Some have signed, some have not.",
  },
  completed: { label: "Completed", tone: "good", icon: CircleCheck, meaning: "Everybody has signed." },
  declined: { label: "Declined", tone: "bad", icon: CircleX, meaning: "A signer refused." },
  expired: { label: "Expired", tone: "quiet", icon: TimerOff, meaning: "Not everybody signed in time." },
  cancelled: { label: "Cancelled", tone: "quiet", icon: Ban, meaning: "Called off by us." },
  failed: { label: "Failed", tone: "bad", icon: TriangleAlert, meaning: "It could not be sent." },
};

export const OPEN_STATUSES = ["sending", "pending", "in_progress"] as const satisfies SignatureStatus[];

export const isOpen = (signature: Pick<Signature, "status">): boolean =>
  OPEN_STATUSES.some((status) => status === signature.status);

/** Signed by all, but the signed PDFs are still being fetched and proved. */
export const isCollecting = (signature: Signature): boolean =>
  signature.status === "completed" &&
  !signature.is_collected &&
  signature.documents.every(({ signed }) => signed.state === "waiting" || signed.state === "collecting");

/** Whether its signed PDF may be handed on. */
export const isReady = ({ signed }: Signature["documents"][number]): boolean =>
  signed.state === "verified" || signed.accepted !== null;
