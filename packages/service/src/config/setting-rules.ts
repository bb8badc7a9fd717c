// The rules of single settings that take more than a word: URLs, ports, keys.
import { z } from "zod";

export const port = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .refine((value) => value <= 65_535);

/** Kept without a trailing slash, so that paths can be appended. */
export const httpUrl = z
  .string()
  .refine((value) => {
    const url = parse(value);
    return url !== undefined && /^https?:$/.test(url.protocol) && url.search === "" && url.hash === "";
  })
  .transform((value) => value.replace(/\/+$/, ""));

export const databaseUrl = z.string().refine((value) => {
  const url = parse(value);
  return url !== undefined && /^postgres(ql)?:$/.test(url.protocol) && url.pathname.length > 1;
});

export const smtpUrl = z.string().refine((value) => {
  const url = parse(value);
  return url !== undefined && /^smtps?:$/.test(url.protocol) && url.hostname !== "";
});

export const mailAddress = z.string().regex(/^(?:[^<>\r\n]+<[^<>\s@]+@[^<>\s@]+>|[^<>\s@]+@[^<>\s@]+)$/);

export const secretList = z
  .string()
  .transform((value) => value.split(",").map((secret) => secret.trim()))
  .refine((secrets) => secrets.every((secret) => secret.length >= 16));

/** Always base64 afterwards. */
export const encryptionKey = z
  .string()
  .transform((value) => Buffer.from(value, /^[0-9a-f]{64}$/i.test(value) ? "hex" : "base64"))
  .refine((key) => key.length === 32)
  .transform((key) => key.toString("base64"));

export const s3Url = z.string().transform((value, context) => {
  const url = parse(value);
  const endpoint = url?.searchParams.get("endpoint") ?? undefined;
  const wellFormed =
    url?.protocol === "s3:" &&
    url.hostname !== "" &&
    (endpoint === undefined || httpUrl.safeParse(endpoint).success) &&
    [...url.searchParams.keys()].every((key) => key === "endpoint" || key === "region");
  if (!wellFormed) {
    context.addIssue({ code: "custom" });
    return z.NEVER;
  }
  const path = url.pathname.replace(/^\/+|\/+$/g, "");
  return {
    bucket: url.hostname,
    prefix: path === "" ? "" : `${path}/`,
    endpoint,
    region: url.searchParams.get("region") ?? "us-east-1",
  };
});

function parse(value: string): URL | undefined {
  return URL.parse(value) ?? undefined;
}
