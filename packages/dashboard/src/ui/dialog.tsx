// The modal dialog: a title, a sentence, content and a row of actions.
import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "./button.tsx";

export interface DialogProps {
  open: boolean;
  onClose: () => void;
  title: string;
  description?: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  /** False when it must be answered. */
  dismissible?: boolean;
  wide?: boolean;
}

export function Dialog(props: DialogProps) {
  const { open, onClose, title, description, children, actions, dismissible = true, wide = false } = props;
  return (
    <Base.Root
      open={open}
      disablePointerDismissal={!dismissible}
      onOpenChange={(next) => {
        if (!next && dismissible) onClose();
      }}
    >
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-backdrop transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup
          className={`fixed inset-x-0 bottom-0 z-40 mx-auto flex max-h-[92dvh] w-full flex-col rounded-t-xl bg-raised shadow-floating outline-none transition duration-200 data-ending-style:translate-y-4 data-ending-style:opacity-0 data-starting-style:translate-y-4 data-starting-style:opacity-0 sm:inset-y-0 sm:my-auto sm:h-fit sm:rounded-xl ${wide ? "sm:max-w-2xl" : "sm:max-w-md"}`}
        >
          <div className="flex items-start gap-4 px-5 pt-5">
            <div className="min-w-0 flex-1">
              <Base.Title className="text-lg font-semibold">{title}</Base.Title>
              {description !== undefined && (
                <Base.Description className="mt-1 text-muted">{description}</Base.Description>
              )}
            </div>
            {dismissible && (
              // Without a tip: one that shows with the first focus would take the first Escape.
              <Base.Close render={<Button weight="quiet" size="sm" icon={X} aria-label="Close" />} />
            )}
          </div>
          {children !== undefined && <div className="min-h-0 overflow-y-auto px-5 pt-4 pb-1">{children}</div>}
          {actions !== undefined && (
            <div className="flex flex-wrap justify-end gap-2 px-5 pt-4 pb-5 max-sm:pb-[max(1.25rem,env(safe-area-inset-bottom))]">
              {actions}
            </div>
          )}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
