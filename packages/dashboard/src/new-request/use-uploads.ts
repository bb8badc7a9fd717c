// The uploads under way, and those that failed with their reason.
import type { Document } from "@creditnexus/contract";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useRef, useState } from "react";
import { describeFailure } from "../api/message.ts";
import { uploadDocument } from "../api/upload-document.ts";
import { formatBytes, listNames } from "../format/size.ts";
import { newKey } from "./draft.ts";

export interface Upload {
  key: string;
  name: string;
  /** From 0 to 1; at 1 the service is still reading it. */
  share: number;
  problem?: string;
  retryable?: boolean;
}

/** Why a request may not go on yet: a file that was added would be missing from it. */
export const uploadFault = (uploads: readonly Upload[]): string | undefined => {
  const running = uploads.filter(({ problem }) => problem === undefined).map(({ name }) => name);
  if (running.length > 0) {
    return `${listNames(running)} ${running.length === 1 ? "is" : "are"} still being uploaded. Wait a moment, or stop the upload.`;
  }
  const failed = uploads.map(({ name }) => name);
  return failed.length === 0
    ? undefined
    : `${listNames(failed)} ${failed.length === 1 ? "was" : "were"} not added. Try again, or dismiss ${failed.length === 1 ? "it" : "them"} to go on without.`;
};

/** Why a file need not even be sent; undefined when it may be a PDF. */
export const refusalOf = async (file: File, maxBytes: number): Promise<string | undefined> => {
  if (file.size === 0) return "The file is empty. Choose a PDF with content.";
  if (file.size > maxBytes) {
    return `The file has ${formatBytes(file.size)}; at most ${formatBytes(maxBytes)} can be uploaded. Print it to a smaller PDF or split it.`;
  }
  const head = await file.slice(0, 1024).text();
  return head.includes("%PDF-") ? undefined : "This is not a PDF. Export it as PDF and add that.";
};

export const useUploads = (maxBytes: number, onStored: (document: Document) => void) => {
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const files = useRef(new Map<string, { file: File; stop: AbortController }>());
  const queryClient = useQueryClient();

  const change = useCallback((key: string, part: Partial<Upload>) => {
    setUploads((all) => all.map((each) => (each.key === key ? { ...each, ...part } : each)));
  }, []);
  const remove = useCallback((key: string) => {
    files.current.get(key)?.stop.abort();
    files.current.delete(key);
    setUploads((all) => all.filter((each) => each.key !== key));
  }, []);

  const run = async (key: string, file: File) => {
    const stop = new AbortController();
    files.current.set(key, { file, stop });
    const refusal = await refusalOf(file, maxBytes);
    if (stop.signal.aborted) return;
    if (refusal !== undefined) return change(key, { problem: refusal, retryable: false });
    try {
      const document = await uploadDocument(file, {
        signal: stop.signal,
        idempotencyKey: key,
        onProgress: (share) => change(key, { share }),
      });
      remove(key);
      onStored(document);
      void queryClient.invalidateQueries({ queryKey: ["documents"] });
    } catch (error) {
      if (stop.signal.aborted) return;
      const { detail, retryable } = describeFailure(error);
      change(key, { problem: detail, retryable });
    }
  };

  const add = (added: readonly File[]) => {
    const started = added.map((file) => ({ key: newKey(), name: file.name, share: 0, file }));
    setUploads((all) => [...all, ...started.map(({ file: _file, ...upload }) => upload)]);
    for (const { key, file } of started) void run(key, file);
  };
  const retry = (key: string) => {
    const known = files.current.get(key);
    if (known === undefined) return;
    setUploads((all) =>
      all.map(({ problem: _problem, ...each }) => (each.key === key ? { ...each, share: 0 } : each)),
    );
    void run(key, known.file);
  };
  /** Stops all that run and forgets those that failed. */
  const clear = () => {
    for (const { stop } of files.current.values()) stop.abort();
    files.current.clear();
    setUploads([]);
  };
  return { uploads, add, remove, retry, clear };
};
