// Asks DigiSigner whether it accepts the service's key, and which mode the account is in.
import type { AccountCheck } from "@creditnexus/contract";
import { checkKey, detectMode } from "@creditnexus/digisigner";
import { isPdfError } from "@creditnexus/pdf";
import type { Deps } from "../deps.ts";
import { blankPdf } from "../evidence/blank-pdf.ts";

type AccountDeps = Pick<Deps, "digisigner" | "pdf" | "clock">;

const textOf =
  ({ pdf }: AccountDeps) =>
  async (bytes: Uint8Array): Promise<string | undefined> => {
    try {
      const pages = await pdf.text(bytes);
      return pages.map(({ text }) => text).join("\n");
    } catch (error) {
      if (isPdfError(error)) return undefined;
      throw error;
    }
  };

export const checkAccount = async (
  deps: AccountDeps,
  options: { findMode: boolean },
): Promise<AccountCheck> => {
  const checked_at = deps.clock.now().toISOString();
  const key = await checkKey(deps.digisigner);
  if (key.outcome !== "valid" || !options.findMode) {
    const why = key.outcome === "unknown" ? key.why : null;
    return { key: key.outcome, mode: null, why, checked_at };
  }
  const page = new Uint8Array(blankPdf(1));
  const found = await detectMode(deps.digisigner, { page, textOf: textOf(deps) });
  return {
    key: key.outcome,
    mode: found.mode,
    why: found.mode === "unknown" ? found.why : null,
    checked_at,
  };
};
