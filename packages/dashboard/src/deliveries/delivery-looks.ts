// How each state of a delivery looks and reads.
import type { Delivery } from "@creditnexus/contract";
import { CircleCheck, Clock, type LucideIcon, TriangleAlert } from "lucide-react";
import type { Tone } from "../ui/badge.tsx";

export const deliveryLooks: Record<Delivery["state"], { label: string; tone: Tone; icon: LucideIcon }> = {
  pending: { label: "Waiting", tone: "info", icon: Clock },
  delivered: { label: "Delivered", tone: "good", icon: CircleCheck },
  failed: { label: "Given up", tone: "bad", icon: TriangleAlert },
};

/** The last answer in words. */
export const lastAnswer = ({ last_status, last_error, attempts }: Delivery): string => {
  if (attempts === 0) return "Not tried yet";
  if (last_error !== null) return last_error;
  return last_status === null ? "No answer" : `Answered ${last_status}`;
};
