// Makes a template: a PDF whose fields carry roles. DigiSigner makes them only in its web dashboard.
import { randomUUID } from "node:crypto";
import type { Account } from "../accounts/store.ts";
import type { Deps } from "../deps.ts";
import type { Document } from "../documents/store.ts";
import { uploadDocument } from "../documents/upload-document.ts";
import { type ErrorDetail, SandboxError } from "../errors.ts";
import { insertField } from "../fields/store.ts";
import { type NewField, readField } from "../requests/send-input.ts";
import { Reader } from "../wire/reader.ts";

export type TemplateField = NewField & { role?: string };

/** Reads `{fields: [...]}`; a field is as in a send, with a `role`. */
export function readTemplateFields(body: Record<string, unknown>): TemplateField[] {
  const details: ErrorDetail[] = [];
  const fields = new Reader(body, details).objects("fields").map((reader) => {
    const role = reader.string("role");
    return { ...readField(reader), ...(role === undefined ? {} : { role }) };
  });
  if (details.length > 0) throw new SandboxError(400, "The template is not valid.", { details });
  return fields;
}

export async function createTemplate(
  deps: Deps,
  account: Account,
  file: { name: string; bytes: Uint8Array; documentId?: string },
  fields: readonly TemplateField[],
): Promise<Document> {
  const template = await uploadDocument(deps, account, file, "template");
  deps.db.transaction(() => {
    for (const { apiId, ...field } of fields) {
      const { documentId } = template;
      insertField(deps.db, {
        ...field,
        fieldId: randomUUID(),
        documentId,
        apiId: apiId ?? randomUUID(),
        filled: false,
      });
    }
  });
  return template;
}
