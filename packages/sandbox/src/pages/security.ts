// The headers every page carries: nothing but our own files may run, and no link leaks into a Referer.

/** Headers of an HTML page; `framed` allows other sites to embed it, as embedded signing needs. */
export function pageHeaders({ framed = false }: { framed?: boolean } = {}): Record<string, string> {
  return {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": policy({
      "default-src": "'none'",
      "script-src": "'self'",
      "style-src": "'self'",
      "img-src": "'self' data: blob:",
      "font-src": "'self' data:",
      "connect-src": "'self'",
      "worker-src": "'self'",
      "frame-src": "'self'",
      "form-action": "'self'",
      "base-uri": "'none'",
      "frame-ancestors": framed ? "*" : "'none'",
    }),
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "cache-control": "no-store",
  };
}

/** Headers of scripts: a worker takes its policy from its own file, and pdf.js decodes pictures in WebAssembly. */
export function scriptHeaders(): Record<string, string> {
  return {
    "content-security-policy": policy({
      "default-src": "'none'",
      "script-src": "'self' 'wasm-unsafe-eval'",
      "connect-src": "'self'",
      "font-src": "'self' data:",
      "img-src": "'self' data: blob:",
    }),
    "x-content-type-options": "nosniff",
  };
}

/** Headers around a mail's own HTML: it is shown, and nothing in it may run, load or open on its own. */
export function mailHeaders(): Record<string, string> {
  return {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": `${policy({
      "default-src": "'none'",
      "style-src": "'unsafe-inline'",
      "img-src": "data:",
      "frame-ancestors": "'self'",
    })}; sandbox allow-popups allow-popups-to-escape-sandbox`,
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
  };
}

function policy(directives: Record<string, string>): string {
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join("; ");
}
