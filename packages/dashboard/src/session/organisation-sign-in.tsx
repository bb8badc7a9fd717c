// The way in through the organisation's identity provider; nothing where the desk has none.
import { routes } from "@creditnexus/contract";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { Building2 } from "lucide-react";
import { desk, METHODS_KEY } from "../api/desk.ts";
import { buttonClass } from "../ui/button.tsx";

const methodsQuery = queryOptions({
  queryKey: METHODS_KEY,
  queryFn: () => desk.session.methods(),
  staleTime: Number.POSITIVE_INFINITY,
});

export interface OrganisationSignInProps {
  /** The path to go on to. */
  next: string;
  /** Leaves this page as it is, for the sake of what is unfinished on it. */
  inNewTab?: boolean;
}

export function OrganisationSignIn({ next, inNewTab = false }: OrganisationSignInProps) {
  const { data } = useQuery(methodsQuery);
  if (data?.organisation !== true) return null;
  const search = new URLSearchParams({ next });
  return (
    <div className="mb-5">
      <a
        href={`${routes.startOrganisationSignIn.path}?${search}`}
        {...(inNewTab ? { target: "_blank", rel: "noopener" } : {})}
        className={`${buttonClass("primary", "lg")} w-full`}
      >
        <Building2 aria-hidden className="size-4 shrink-0" strokeWidth={1.9} />
        Sign in with your organisation
        {inNewTab && <span className="sr-only">, in a new tab</span>}
      </a>
      <p className="mt-5 flex items-center gap-3 text-sm text-muted before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
        or with a key
      </p>
    </div>
  );
}
