// What an action was done to, as a link to where it is shown.
import type { AuditEntry } from "@creditnexus/contract";
import { Link } from "@tanstack/react-router";
import { clsx } from "clsx";
import type { ReactNode } from "react";

type Subject = NonNullable<AuditEntry["subject"]>;

const words: Record<Subject["type"], string> = {
  key: "API key",
  person: "Person",
  document: "Document",
  signature: "Agreement",
  preset: "Preset",
  webhook_endpoint: "Webhook endpoint",
  delivery: "Delivery",
  callback: "Callback",
  job: "Failed work",
};

const linkClass = "font-medium text-accent-ink hover:underline";

export function SubjectLink({ subject, className }: { subject: Subject; className?: string }) {
  const { type, id } = subject;
  const content: ReactNode = (
    <>
      {words[type]} <code className="block truncate font-mono text-xs font-normal text-faint">{id}</code>
    </>
  );
  const shared = { className: clsx(linkClass, className), children: content };
  switch (type) {
    case "signature":
      return <Link to="/agreements/$signatureId" params={{ signatureId: id }} {...shared} />;
    case "document":
      return <Link to="/documents/$documentId" params={{ documentId: id }} {...shared} />;
    case "preset":
      return <Link to="/new" {...shared} />;
    case "callback":
      return <Link to="/callbacks/$callbackId" params={{ callbackId: id }} {...shared} />;
    case "delivery":
      return <Link to="/deliveries/$deliveryId" params={{ deliveryId: id }} {...shared} />;
    case "webhook_endpoint":
      return <Link to="/settings/webhooks" {...shared} />;
    case "key":
      return <Link to="/settings/keys" {...shared} />;
    case "person":
      return <Link to="/settings/people" {...shared} />;
    case "job":
      return <Link to="/settings/health" {...shared} />;
  }
}
