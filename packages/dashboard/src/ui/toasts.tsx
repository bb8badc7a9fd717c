// Short confirmations at the edge of the screen; anything that must be acted on stays in the page instead.
import { Toast } from "@base-ui/react/toast";
import { CircleAlert, CircleCheck, X } from "lucide-react";
import { Button } from "./button.tsx";

const manager = Toast.createToastManager();

/** Shows a confirmation for a few seconds. */
export const notify = (title: string, description?: string): void => {
  manager.add({ title, ...(description === undefined ? {} : { description }), type: "good", timeout: 5_000 });
};

/** Shows a failure of something that has no place of its own in the page. */
export const notifyFailure = (title: string, description: string): void => {
  manager.add({ title, description, type: "bad", timeout: 10_000, priority: "high" });
};

export function Toasts() {
  return (
    <Toast.Provider toastManager={manager} limit={3}>
      <Toast.Portal>
        <Toast.Viewport className="fixed right-4 bottom-20 z-50 flex w-[min(22rem,calc(100vw-2rem))] flex-col gap-2 md:bottom-4">
          <List />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function List() {
  const { toasts } = Toast.useToastManager();
  return toasts.map((toast) => (
    <Toast.Root
      key={toast.id}
      toast={toast}
      className="rounded-lg border bg-raised p-3 shadow-floating transition duration-200 data-ending-style:translate-x-4 data-ending-style:opacity-0 data-limited:opacity-0 data-starting-style:translate-y-2 data-starting-style:opacity-0"
    >
      <Toast.Content className="flex items-start gap-2.5">
        {toast.type === "bad" ? (
          <CircleAlert aria-hidden className="mt-0.5 size-4.5 shrink-0 text-bad" />
        ) : (
          <CircleCheck aria-hidden className="mt-0.5 size-4.5 shrink-0 text-good" />
        )}
        <div className="min-w-0 flex-1">
          <Toast.Title className="font-medium" />
          <Toast.Description className="text-sm text-muted" />
        </div>
        <Toast.Close render={<Button weight="quiet" size="sm" icon={X} aria-label="Dismiss" />} />
      </Toast.Content>
    </Toast.Root>
  ));
}
