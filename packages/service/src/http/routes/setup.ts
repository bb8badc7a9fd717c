// The routes of the checks and of setting DigiSigner up.
import { roleIncludes } from "@creditnexus/contract";
import { runChecks } from "../../domain/checks/run-checks.ts";
import { checkAccount } from "../../domain/setup/check-account.ts";
import { readSetup } from "../../domain/setup/read-setup.ts";
import type { HttpContext } from "../context.ts";
import type { Handlers } from "../handlers.ts";

type Names = "getChecks" | "getSetup" | "checkAccount";

export const setupRoutes = (context: HttpContext): Pick<Handlers, Names> => ({
  getChecks: ({ actor }) => runChecks(context, actor.workspaceId),

  getSetup: ({ actor, request }) =>
    readSetup(context, {
      workspaceId: actor.workspaceId,
      address: `${request.protocol}://${request.host}`,
      mayHaveToken: roleIncludes(actor.role, "admin"),
    }),

  checkAccount: ({ body }) => checkAccount(context, { findMode: body.find_mode }),
});
