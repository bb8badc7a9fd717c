// What a route handler gets and gives, derived from the contract's route table.
import type { Route, Routes } from "@creditnexus/contract";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { z } from "zod";
import type { Actor } from "../domain/actor.ts";
import type { Session } from "../domain/keys/sessions.ts";

type Parsed<R extends Route, Part extends "params" | "query" | "body"> =
  R extends Record<Part, infer Schema extends z.ZodType> ? z.output<Schema> : undefined;

export type RouteInput<R extends Route> = {
  params: Parsed<R, "params">;
  query: Parsed<R, "query">;
  /** Undefined for multipart, which the handler reads itself. */
  body: R extends { multipart: true } ? undefined : Parsed<R, "body">;
  /** Who calls; undefined on public routes. */
  actor: R["access"] extends "public" ? undefined : Actor;
  /** Set when the call came with a session cookie. */
  session: Session | undefined;
  request: FastifyRequest;
  reply: FastifyReply;
};

/** JSON in the wire's shape, or a reply that the handler has sent itself. */
type Answer<R extends Route> = R["response"] extends z.ZodType<infer T> ? T | FastifyReply : FastifyReply;

export type Handler<R extends Route> = (input: RouteInput<R>) => Promise<Answer<R>>;

/** One for each route of the table: a forgotten one is a type error. */
export type Handlers = { [Name in keyof Routes]: Handler<Routes[Name]> };
