// Has the database itself note every step backwards, at the moment it is written.
import type { Desk } from "./desk.ts";

const TRIGGERS = `
create table soak_regressions (at timestamptz not null default now(), what text not null);
create function soak_rank(status text) returns integer language sql immutable as $$
  select case status when 'sending' then 0 when 'pending' then 1 when 'in_progress' then 2 when 'completed' then 4 else 3 end
$$;
create function soak_watch_status() returns trigger language plpgsql as $$ begin
  if soak_rank(new.status) < soak_rank(old.status)
    or (old.digisigner_request_id is not null and new.digisigner_request_id is distinct from old.digisigner_request_id)
    or (old.completed_at is not null and new.completed_at is distinct from old.completed_at) then
    insert into soak_regressions (what) values (old.signature_id || ': ' || old.status || ' became ' || new.status);
  end if;
  return new;
end $$;
create function soak_watch_share() returns trigger language plpgsql as $$ begin
  if old.status = 'signed' and (new.status <> 'signed' or new.signed_at is distinct from old.signed_at) then
    insert into soak_regressions (what) values (old.signature_id || ': a signature was taken back');
  end if;
  return new;
end $$;
create function soak_watch_timeline() returns trigger language plpgsql as $$ begin
  insert into soak_regressions (what) values (old.signature_id || ': the timeline was rewritten');
  return null;
end $$;
create trigger soak_status after update on signatures for each row execute function soak_watch_status();
create trigger soak_share after update on signer_documents for each row execute function soak_watch_share();
create trigger soak_timeline after update or delete on timeline for each row execute function soak_watch_timeline();
`;

export const watchForRegressions = async (desk: Desk): Promise<void> => {
  await desk.query(TRIGGERS);
};

export const readRegressions = async (desk: Desk): Promise<string[]> =>
  (await desk.query<{ what: string }>("select what from soak_regressions")).map(({ what }) => what);
