// Proves that calls wait for a new sign-in and that leaving ends them.
import { expect, test, vi } from "vitest";
import { createSessionGate, LeftTheDesk } from "./session-gate.ts";

test("all calls that met the ended session go on after one sign-in", async () => {
  const gate = createSessionGate();
  const seen = vi.fn();
  gate.subscribe(seen);
  const calls = [gate.wait(), gate.wait()];
  expect(gate.state()).toBe("ended");
  gate.reopen();
  await Promise.all(calls);
  expect(gate.state()).toBe("open");
  expect(seen).toHaveBeenCalledTimes(2);
});

test("leaving rejects the calls that wait, and the gate can be used again", async () => {
  const gate = createSessionGate();
  const call = gate.wait();
  gate.leave();
  await expect(call).rejects.toBeInstanceOf(LeftTheDesk);
  const next = gate.wait();
  gate.reopen();
  await expect(next).resolves.toBeUndefined();
});

test("reopening a gate that nobody waits at changes nothing", () => {
  const gate = createSessionGate();
  gate.reopen();
  expect(gate.state()).toBe("open");
});
