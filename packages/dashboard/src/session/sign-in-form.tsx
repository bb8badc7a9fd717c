// The form that exchanges a key for a session; used by the sign-in page and by the dialog over unfinished work.
import type { Session } from "@creditnexus/contract";
import { ApiError } from "@creditnexus/contract";
import { useMutation } from "@tanstack/react-query";
import { Eye, EyeOff, LogIn } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { desk } from "../api/desk.ts";
import { describeFailure } from "../api/message.ts";
import { Button } from "../ui/button.tsx";
import { Field, inputClass } from "../ui/field.tsx";
import { Notice } from "../ui/notice.tsx";

const messageOf = (error: unknown): string => {
  if (error instanceof ApiError && error.code === "unauthenticated") {
    return "This key is not known or was revoked. Check that it was copied whole, or ask an administrator for a new one.";
  }
  return describeFailure(error).detail;
};

export interface SignInFormProps {
  /** The caller decides whether the session is taken into use. */
  onSignedIn: (session: Session) => void;
  /** A key from a sign-in link; used at once. */
  linkKey?: string | undefined;
}

export function SignInForm({ onSignedIn, linkKey }: SignInFormProps) {
  const [key, setKey] = useState("");
  const [shown, setShown] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const signIn = useMutation({
    mutationFn: (value: string) => desk.session.signIn(value),
    onSuccess: onSignedIn,
    onError: () => input.current?.focus(),
  });
  const { mutate } = signIn;
  const used = useRef(false);
  useEffect(() => {
    if (linkKey === undefined || used.current) return;
    used.current = true;
    mutate(linkKey);
  }, [linkKey, mutate]);

  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (key.trim() !== "" && !signIn.isPending) mutate(key.trim());
      }}
    >
      {signIn.isError && (
        <Notice tone="bad" title="Not signed in" live>
          {messageOf(signIn.error)}
        </Notice>
      )}
      <Field label="Key" hint="It begins with cnx_ and is kept by this browser only as a session.">
        {(wired) => (
          <span className="relative block">
            <input
              {...wired}
              ref={input}
              type={shown ? "text" : "password"}
              name="key"
              autoComplete="current-password"
              spellCheck={false}
              required
              // biome-ignore lint/a11y/noAutofocus: the page has one purpose, and this is its only field
              autoFocus
              value={key}
              onChange={(event) => setKey(event.target.value)}
              className={`${inputClass} h-10 pr-10 font-mono`}
            />
            <Button
              weight="quiet"
              size="sm"
              icon={shown ? EyeOff : Eye}
              label={shown ? "Hide the key" : "Show the key"}
              className="absolute top-1.5 right-1.5"
              onClick={() => setShown(!shown)}
            />
          </span>
        )}
      </Field>
      <Button type="submit" weight="primary" size="lg" icon={LogIn} busy={signIn.isPending}>
        {signIn.isPending ? "Signing in…" : "Sign in"}
      </Button>
    </form>
  );
}
