// Room on the disk when the service cannot tell of it, and what is judged of settings where only the command line is.
import { expect, test } from "vitest";
import { diskRoom } from "./disk.ts";
import type { Facts } from "./facts.ts";
import { facts } from "./facts-for-tests.ts";
import { judgeOperation } from "./judge-operation.ts";
import { judgeSettings } from "./judge-settings.ts";

const MEGABYTE = 1024 * 1024;

const causes = (given: Partial<Facts>) => judgeOperation(facts(given)).map((finding) => finding.cause);

test.each([
  [100, "disk_full"],
  [1000, "disk_low"],
  [50_000, null],
])("with %i MB free the disk is judged as %s", (free, cause) => {
  expect(causes({ disk: { free: free * MEGABYTE, total: 100_000 * MEGABYTE } })).toEqual([cause]);
});

test("what the service says of its disk is not judged once more from here", () => {
  const told = {
    group: "Operation",
    check: "disk",
    outcome: "pass",
    cause: null,
    detail: "5000 MB are free in /data",
    fix: null,
  } as const;
  const checks = { outcome: "pass", checked_at: "2026-03-01T12:00:00.000Z", findings: [told] } as const;
  expect(
    causes({ checks: { ...checks, findings: [told] }, disk: { free: MEGABYTE, total: MEGABYTE } }),
  ).toEqual([null]);
});

test("the room of a disk is read where there is one", async () => {
  const room = await diskRoom(import.meta.dirname);
  expect(room?.total).toBeGreaterThan(room?.free ?? 0);
  expect(await diskRoom("/nowhere/at/all")).toBeUndefined();
});

test.each([
  ["PUBLIC_URL", "desk.example.com"],
  ["SMTP_URL", "mail.example.com"],
  ["SMTP_URL", "smtp.example.com:587"],
  ["DIGISIGNER_BASE_URL", "api.digisigner.com/v1"],
])("without the service's rules, %s=%s is a finding all the same", (setting, value) => {
  const settings = { ...facts({}).settings, variables: { [setting]: value } };
  const [finding, ...rest] = judgeSettings(facts({ settings, settingFaults: undefined }));
  expect(rest).toEqual([]);
  expect(finding).toMatchObject({ outcome: "fail", cause: `invalid_${setting.toLowerCase()}` });
  expect(finding?.fix).toContain(`Correct ${setting}`);
});

test("the other settings of a service elsewhere are not judged by those here", () => {
  const settings = { ...facts({}).settings, url: "https://desk.example.com" };
  const settingFaults = [{ setting: "LOG_LEVEL", message: 'LOG_LEVEL is "loud" in the environment' }];
  expect(judgeSettings(facts({ settings, settingFaults })).map(({ outcome }) => outcome)).toEqual(["pass"]);
});
