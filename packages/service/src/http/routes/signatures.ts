// The routes of signatures.
import { Readable } from "node:stream";
import { routes, type SignatureExportQuery } from "@creditnexus/contract";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { z } from "zod";
import type { Actor } from "../../domain/actor.ts";
import { remindByHand } from "../../domain/mails/remind-by-hand.ts";
import { cancelSignature } from "../../domain/signatures/close/cancel-signature.ts";
import { declineSignature } from "../../domain/signatures/close/decline-signature.ts";
import { acceptSuspect, openSuspect } from "../../domain/signatures/collect/suspect-document.ts";
import type { CreateSignatureInput } from "../../domain/signatures/create-input.ts";
import { createSignatureRequest } from "../../domain/signatures/create-signature-request.ts";
import { downloadSigned } from "../../domain/signatures/download-signed.ts";
import { exportSignatures } from "../../domain/signatures/export-signatures.ts";
import type { SignatureFilter } from "../../domain/signatures/list-filter.ts";
import { listSignatures } from "../../domain/signatures/list-signatures.ts";
import { loadSignature } from "../../domain/signatures/load-signatures.ts";
import { resendSignature } from "../../domain/signatures/resend-signature.ts";
import { showSigningLinks } from "../../domain/signatures/show-links.ts";
import { syncNow } from "../../domain/signatures/sync/sync-now.ts";
import { createFromWire, requestFromWire, signatureToWire } from "../../domain/signatures/wire.ts";
import { readTimeline } from "../../domain/timeline/read-timeline.ts";
import { entryToWire } from "../../domain/timeline/wire.ts";
import { authenticate } from "../authenticate.ts";
import type { HttpContext } from "../context.ts";
import type { Handlers } from "../handlers.ts";
import { contentDisposition } from "../headers.ts";
import { once } from "../idempotent.ts";
import { sendPdf } from "../send-pdf.ts";
import { streamEvents, wantsEvents } from "../stream-events.ts";
import { zipStream } from "../zip.ts";

type Names =
  | "requestSignatures"
  | "createSignature"
  | "listSignatures"
  | "exportSignatures"
  | "getSignature"
  | "getSignatureEvents"
  | "getSignatureLinks"
  | "downloadSignature"
  | "downloadSuspectDocument"
  | "acceptSuspectDocument"
  | "syncSignature"
  | "cancelSignature"
  | "declineSignature"
  | "remindSignature"
  | "resendSignature";

const filterFromWire = (query: z.output<typeof SignatureExportQuery>, now: Date): SignatureFilter => ({
  status: query.status,
  documentId: query.document_id,
  signer: query.signer,
  role: query.role,
  search: query.search,
  requestedFrom: query.requested_from === undefined ? undefined : new Date(query.requested_from),
  requestedTo: query.requested_to === undefined ? undefined : new Date(query.requested_to),
  attention: query.attention === undefined ? undefined : { kinds: query.attention, now },
  sort: query.sort,
});

export const signatureRoutes = (context: HttpContext): Pick<Handlers, Names> => {
  const create = (
    input: { actor: Actor; body: unknown; request: FastifyRequest; reply: FastifyReply },
    wanted: CreateSignatureInput,
  ) =>
    once(context, input, async ({ begin, record }) => {
      await begin(input.body);
      const created = await createSignatureRequest(context, input.actor, wanted, (transaction, signature) =>
        record(transaction, 201, signatureToWire(signature)),
      );
      return signatureToWire(created);
    });

  return {
    requestSignatures: async (input) => create(input, requestFromWire(input.params.document_id, input.body)),

    createSignature: async (input) => create(input, createFromWire(input.body)),

    listSignatures: async ({ actor, query }) => {
      const { limit, cursor, ...filter } = query;
      const found = await listSignatures(context, actor.workspaceId, {
        ...filterFromWire(filter, context.clock.now()),
        limit,
        cursor,
      });
      return { signatures: found.signatures.map(signatureToWire), next_cursor: found.nextCursor };
    },

    exportSignatures: async ({ actor, query, reply }) => {
      const day = context.clock.now().toISOString().slice(0, 10);
      return reply
        .header("content-type", "text/csv; charset=utf-8")
        .header("content-disposition", contentDisposition("attachment", `agreements-${day}.csv`))
        .header("cache-control", "no-store")
        .send(
          Readable.from(
            exportSignatures(context, actor.workspaceId, filterFromWire(query, context.clock.now())),
          ),
        );
    },

    getSignature: async ({ actor, params }) =>
      signatureToWire(await loadSignature(context.db, actor.workspaceId, params.signature_id)),

    getSignatureEvents: async ({ actor, params, request, reply }) => {
      const target = { workspaceId: actor.workspaceId, signatureId: params.signature_id };
      const signature = await loadSignature(context.db, target.workspaceId, target.signatureId);
      if (wantsEvents(request)) {
        const stillAllowed = () => authenticate(context, request, routes.getSignatureEvents.access);
        return streamEvents(context, { request, reply, stillAllowed }, signature);
      }
      return { events: (await readTimeline(context.db, target)).map(entryToWire) };
    },

    getSignatureLinks: async ({ actor, params }) => {
      const links = await showSigningLinks(context, actor, params.signature_id);
      return {
        links: links.map((link) => ({
          signer_id: link.signerId,
          email: link.email,
          document_ids: link.documentIds,
          sign_document_url: link.signDocumentUrl,
        })),
      };
    },

    downloadSignature: async ({ actor, params, query, reply }) => {
      const { title, files } = await downloadSigned(context, actor, params.signature_id, query.document_id);
      const [first] = files;
      if (first !== undefined && files.length === 1)
        return sendPdf(reply, context.blobs, first, "attachment");
      return reply
        .header("content-type", "application/zip")
        .header("content-disposition", contentDisposition("attachment", `${title}.zip`))
        .send(
          zipStream(
            files.map(({ fileName, sha256 }) => ({
              name: fileName,
              open: async () => (await context.blobs.open(sha256)).stream,
            })),
          ),
        );
    },

    downloadSuspectDocument: async ({ actor, params, reply }) =>
      sendPdf(
        reply,
        context.blobs,
        await openSuspect(context, actor, params.signature_id, params.document_id),
        "attachment",
      ),

    acceptSuspectDocument: async ({ actor, params, body }) =>
      signatureToWire(
        await acceptSuspect(
          context,
          actor,
          { signatureId: params.signature_id, documentId: params.document_id },
          body,
        ),
      ),

    syncSignature: async ({ actor, params }) =>
      signatureToWire(await syncNow(context, actor, params.signature_id)),

    cancelSignature: async ({ actor, params, body }) =>
      signatureToWire(
        await cancelSignature(context, actor, params.signature_id, {
          reason: body.reason,
          notifySigners: body.notify_signers,
        }),
      ),

    declineSignature: async ({ actor, params, body }) =>
      signatureToWire(
        await declineSignature(context, actor, params.signature_id, {
          reason: body.reason,
          signerId: body.signer_id,
        }),
      ),

    remindSignature: async ({ actor, params, body }) => {
      const result = await remindByHand(context, actor, params.signature_id, body.signer_ids);
      return {
        reminded: result.reminded.map(({ signerId, email }) => ({ signer_id: signerId, email })),
        skipped: result.skipped.map(({ signer, reason }) => ({
          signer_id: signer.signerId,
          email: signer.email,
          reason,
        })),
      };
    },

    resendSignature: async (input) =>
      once(context, input, async ({ begin, record }) => {
        const { actor, params, body } = input;
        await begin(body);
        const wanted = { signerId: body.signer_id, email: body.email, accessCodes: body.access_codes ?? {} };
        const created = await resendSignature(
          context,
          actor,
          params.signature_id,
          wanted,
          (transaction, signature) => record(transaction, 201, signatureToWire(signature)),
        );
        return signatureToWire(created);
      }),
  };
};
