// The sign-in page: uses the key of a printed link at once, asks for one, or leads to the organisation's sign-in.
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { queryClient, SESSION_KEY } from "../api/desk.ts";
import { Wordmark } from "../shell/wordmark.tsx";
import { Notice } from "../ui/notice.tsx";
import { takeLinkKey } from "./link-key.ts";
import { OrganisationSignIn } from "./organisation-sign-in.tsx";
import { SignInForm } from "./sign-in-form.tsx";
import { signInProblems } from "./sign-in-problems.ts";
import { parseSignInSearch } from "./sign-in-search.ts";

export function SignInScreen() {
  const { next, problem } = parseSignInSearch(useSearch({ from: "/sign-in" }));
  const navigate = useNavigate();
  const [linkKey] = useState(takeLinkKey);
  return (
    <main className="grid min-h-full place-items-center bg-sidebar px-4 py-10">
      <div className="w-full max-w-sm">
        <Wordmark className="mb-8 justify-center" />
        <div className="rounded-xl border bg-surface p-6 shadow-floating">
          <h1 className="mb-4 text-xl font-semibold">Sign in to the desk</h1>
          {problem !== undefined && (
            <div className="mb-5">
              <Notice tone="bad" title="Not signed in" live>
                {signInProblems[problem]}
              </Notice>
            </div>
          )}
          <OrganisationSignIn next={next ?? "/"} />
          <p className="mb-5 text-muted">
            Use the sign-in link that the service printed when it first started, or paste a key.
          </p>
          <SignInForm
            linkKey={linkKey}
            onSignedIn={(session) => {
              queryClient.setQueryData(SESSION_KEY, session);
              void navigate({ href: next ?? "/", replace: true });
            }}
          />
        </div>
        <p className="mt-6 text-center text-sm text-faint">
          No key yet? An administrator makes one under Settings → API keys. The administrator’s own lies on
          the desk’s machine: each start of the service says where.
        </p>
      </div>
    </main>
  );
}
