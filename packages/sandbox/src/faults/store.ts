// Faults that are armed: each is taken up to its number of times by the code it disturbs.
import { randomUUID } from "node:crypto";
import { defined, number, optionalNumber, text } from "../db/columns.ts";
import type { Db, Row } from "../db/open.ts";
import { SandboxError } from "../errors.ts";
import type { FaultDescription, FaultItem } from "../pages-deps.ts";
import { FAULTS, type FaultName, isFaultName } from "./catalogue.ts";

/** A fault's parameters, checked against the catalogue when it was armed. */
type FaultParameters = Record<string, unknown>;

export interface Faults {
  /**
   * Uses up one armed fault of that name whose own parameters do not contradict `match`, oldest first.
   * An endpoint of `any` matches all.
   */
  take(name: FaultName, match?: FaultParameters): FaultParameters | undefined;
  arm(name: string, parameters: FaultParameters, times?: number): FaultItem;
  list(): FaultItem[];
  remove(faultId: string): void;
}

function toItem(row: Row): FaultItem {
  return defined({
    id: text(row, "fault_id"),
    name: text(row, "name"),
    parameters: JSON.parse(text(row, "parameters")) as FaultParameters,
    remaining: optionalNumber(row, "remaining"),
    hits: number(row, "hits"),
  });
}

export function createFaults(db: Db): Faults {
  const list = (): FaultItem[] => db.all("SELECT * FROM faults ORDER BY seq DESC").map(toItem);
  return {
    list,
    take: (name, match = {}) => {
      const rows = db.all(
        "SELECT * FROM faults WHERE name = ? AND (remaining IS NULL OR remaining > 0) ORDER BY seq",
        name,
      );
      const found = rows.map(toItem).find((fault) => fits(fault.parameters, match));
      if (!found) return undefined;
      db.run("UPDATE faults SET hits = hits + 1, remaining = remaining - 1 WHERE fault_id = ?", found.id);
      return found.parameters;
    },
    arm: (name, parameters, times) => {
      if (!isFaultName(name)) {
        throw new SandboxError(
          400,
          `There is no fault "${name.slice(0, 100)}". Known: ${Object.keys(FAULTS).join(", ")}.`,
        );
      }
      const parsed = FAULTS[name].parameters.safeParse(parameters);
      if (!parsed.success) {
        const details = parsed.error.issues.map((issue) => ({
          message: `${issue.path.join(".") || "parameters"}: ${issue.message}`,
        }));
        throw new SandboxError(400, `The parameters of fault "${name}" are not valid.`, { details });
      }
      const faultId = randomUUID();
      const json = JSON.stringify(parsed.data);
      db.run(
        "INSERT INTO faults (fault_id, name, parameters, remaining) VALUES (?, ?, ?, ?)",
        faultId,
        name,
        json,
        times ?? null,
      );
      const armed = list().find((fault) => fault.id === faultId);
      if (!armed) throw new Error(`fault ${faultId} was not stored`);
      return armed;
    },
    remove: (faultId) => db.run("DELETE FROM faults WHERE fault_id = ?", faultId),
  };
}

function fits(parameters: FaultParameters, match: FaultParameters): boolean {
  return Object.entries(match).every(([key, wanted]) => {
    const own = parameters[key];
    return own === undefined || own === "any" || own === wanted;
  });
}

/** The catalogue as the control API and the pages show it. */
export function describeFaults(): FaultDescription[] {
  return Object.entries(FAULTS).map(([name, fault]) => ({
    name,
    parameters: Object.fromEntries(
      Object.entries(fault.parameters.shape).map(([key, schema]) => [key, schema.description ?? ""]),
    ),
    effect: fault.effect,
    client_sees: fault.clientSees,
  }));
}
