// Calls the control API of the sandbox for the mailbox and the inspector.

/** The control API refused or did not answer; the message is fit to be shown. */
export class ControlError extends Error {}

/** Calls a path below `/_sandbox`, or with an empty path that itself; the answer has the shape its route documents. */
export async function control<Answer>(
  method: "GET" | "POST" | "PUT" | "DELETE",
  path: string,
  body?: unknown,
): Promise<Answer> {
  const init: RequestInit = { method, cache: "no-store" };
  if (body instanceof FormData) init.body = body;
  else if (body !== undefined) Object.assign(init, asJson(body));
  const response = await fetch(path === "" ? "_sandbox" : `_sandbox/${path}`, init).catch(
    (cause: unknown) => {
      throw new ControlError("The sandbox does not answer. Is it still running?", { cause });
    },
  );
  // The control API answers JSON on every path, errors too.
  const answer = (await response.json()) as Answer & { message?: string; errors?: { message: string }[] };
  if (response.ok) return answer;
  const details = (answer.errors ?? []).map(({ message }) => message).join(" ");
  throw new ControlError(
    [answer.message ?? `${response.status} ${response.statusText}`, details].filter(Boolean).join(" "),
  );
}

function asJson(body: unknown): RequestInit {
  return { headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
}
