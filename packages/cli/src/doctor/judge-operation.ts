// Checks of what keeps the desk running: the service's own word, and what can be told from here.
import { type Finding, fail, judgeDisk, pass } from "@creditnexus/contract";
import type { Facts } from "./facts.ts";

const MEGABYTE = 1024 * 1024;
/** As the service's own DISK_RESERVE_MB when it is not set. */
const DISK_RESERVE_MB = 200;

/** Whether the way from here is open; the service itself tells whether it is let in. */
const judgeMail = ({ mail }: Facts): Finding[] => {
  if (mail === undefined) return [];
  const where = { group: "Operation", check: "mail" } as const;
  if (mail.kind === "greeted") return [pass(where, "the mail server of SMTP_URL answers from here")];
  return [
    fail(
      where,
      "mail_refused",
      `the mail server of SMTP_URL does not take mail: ${mail.why}`,
      "Check host, port and scheme in SMTP_URL (smtps:// for port 465), and the firewall.",
    ),
  ];
};

/** For a service that is down, perhaps because of it, or that does not tell this key. */
const judgeDiskHere = ({ disk, settings }: Facts): Finding[] => {
  if (disk === undefined) return [];
  const reserve = Number(settings.variables.DISK_RESERVE_MB) || DISK_RESERVE_MB;
  return [judgeDisk({ directory: settings.dataDir, freeBytes: disk.free, reserveBytes: reserve * MEGABYTE })];
};

export const judgeOperation = (facts: Facts): Finding[] => {
  const told = facts.checks?.findings.filter(({ group }) => group === "Operation") ?? [];
  const isDiskTold = told.some(({ check }) => check === "disk");
  // What the service cannot use is not called healthy because it greets.
  const isMailTold = told.some(({ check, outcome }) => check === "mail_server" && outcome !== "pass");
  return [...told, ...(isDiskTold ? [] : judgeDiskHere(facts)), ...(isMailTold ? [] : judgeMail(facts))];
};
