// The certificate authority a sandbox makes for itself on first use, and the credential it seals with.
import { createCertificateAuthority, issueSealCredential, type SealCredential } from "@creditnexus/pdf";
import type { Db } from "../db/open.ts";

interface Authority {
  certificatePem: string;
  credential: SealCredential;
}

export interface SandboxAuthority {
  /** PEM of the certificate that sealed documents chain to. */
  certificate(): Promise<string>;
  credential(): Promise<SealCredential>;
}

/** Kept in the state: documents sealed before a restart still chain to the same certificate. */
export function createSandboxAuthority(db: Db): SandboxAuthority {
  let pending: Promise<Authority> | undefined;
  const get = (): Promise<Authority> => {
    pending ??= loadOrCreate(db).catch((error: unknown) => {
      pending = undefined;
      throw error;
    });
    return pending;
  };
  return {
    certificate: async () => (await get()).certificatePem,
    credential: async () => (await get()).credential,
  };
}

async function loadOrCreate(db: Db): Promise<Authority> {
  const row = db.get("SELECT value FROM meta WHERE key = 'authority'");
  if (row) return JSON.parse(String(row.value)) as Authority;
  const authority = await createCertificateAuthority({ commonName: "DigiSigner Sandbox CA (test only)" });
  const credential = await issueSealCredential(authority, {
    commonName: "DigiSigner Sandbox (not a real seal)",
  });
  const made: Authority = { certificatePem: authority.certificatePem, credential };
  db.run("INSERT INTO meta VALUES ('authority', ?)", JSON.stringify(made));
  return made;
}
