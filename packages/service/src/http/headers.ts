// Headers that protect whoever reads our answers in a browser, and names of downloads.

/** pdf.js draws with workers and WebAssembly; React and Radix set styles on elements. */
const PAGE_POLICY = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "worker-src 'self' blob:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

/** The API reference brings its own bundle with inline scripts and styles, from our origin only. */
const REFERENCE_POLICY = PAGE_POLICY.replace("'wasm-unsafe-eval'", "'unsafe-inline' 'unsafe-eval'");

const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'";

const COMMON = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "x-frame-options": "DENY",
  "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=()",
} as const;

/** Security headers of an answer at `path`; HSTS only where the service is reached by https. */
export const securityHeaders = (path: string, isHttps: boolean): Record<string, string> => {
  const isData =
    path.startsWith("/api/") || ["/healthz", "/readyz", "/metrics", "/openapi.json"].includes(path);
  const page = path.startsWith("/docs") ? REFERENCE_POLICY : PAGE_POLICY;
  return {
    ...COMMON,
    "content-security-policy": isData ? DATA_POLICY : page,
    ...(isHttps ? { "strict-transport-security": "max-age=31536000" } : {}),
  };
};

/** RFC 6266 with RFC 5987: an ASCII name for old clients, the true one for all others. */
export const contentDisposition = (kind: "inline" | "attachment", fileName: string): string => {
  const plain = fileName.replaceAll(/[^\x20-\x7e]|["\\%]/g, "_");
  const encoded = encodeURIComponent(fileName).replaceAll(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encoded}`;
};
