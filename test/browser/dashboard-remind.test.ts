// Several agreements reminded together: whoever has to sign in each gets one mail.
import { expect, test } from "vitest";
import { call, sandbox, sendAgreement, until } from "../acceptance/desk.ts";
import { withDesk } from "./dashboard-desk.ts";
import { withBrowser } from "./launch.ts";

const browser = withBrowser();
const desk = withDesk(browser);

test("the signers of the chosen agreements whose turn it is are reminded, and nobody else", async () => {
  const people = ["one@reminded.example", "two@reminded.example"];
  for (const email of people)
    await sendAgreement(desk.product(), [
      { email, order: 1 },
      { email: `later.${email}`, order: 2 },
    ]);
  await sendAgreement(desk.product(), ["three@reminded.example"]);
  const page = await desk.signedIn("/?q=reminded");
  await expect.poll(() => page.getByRole("row").count()).toBe(4);
  // The newest first: the third stays as it is.
  for (const row of [2, 3]) await page.getByRole("row").nth(row).getByRole("checkbox").check();
  const bar = page.getByRole("region", { name: "Chosen agreements" });
  await bar.getByText("2 chosen").waitFor();
  await bar.getByRole("button", { name: "Remind" }).click();
  await page.getByText("The signers of 2 agreements whose turn it is.").waitFor();
  const reminded = async () => {
    const { body } = await sandbox(desk.product(), "GET", "mailbox");
    return body.mails
      .filter(({ subject }: { subject: string }) => subject.startsWith("Reminder: "))
      .flatMap(({ to }: { to: string[] }) => to)
      .toSorted();
  };
  await until(reminded, (found) => found.length >= people.length);
  expect(await reminded()).toEqual(people);
  const { body } = await call(desk.product(), "GET", "/api/audit?action=signature.reminded");
  expect(body.entries).toHaveLength(2);
});

test("who could not be reminded is listed with the reason, and one agreement says whom it reminded", async () => {
  const sent: { signature_id: string }[] = [];
  for (const name of ["open", "refused"])
    sent.push(await sendAgreement(desk.product(), [`${name}@partly.example`]));
  const page = await desk.signedIn("/?q=partly.example", { expectedConsoleErrors: [/status of 409/] });
  await expect.poll(() => page.getByRole("row").count()).toBe(3);
  await page.getByLabel("Choose all rows").check();
  // Refused unseen: the list is not told.
  await page.route(/sort=-updated_at/, () => undefined);
  await call(desk.product(), "POST", `/api/signatures/${sent[1]?.signature_id}/decline`, {
    json: { reason: "No longer wanted" },
  });
  const bar = page.getByRole("region", { name: "Chosen agreements" });
  await bar.getByRole("button", { name: "Remind" }).click();
  const dialog = page.getByRole("dialog", { name: "Not everybody was reminded" });
  await dialog.getByText("1 signer of 1 agreement got a mail.").waitFor();
  await dialog
    .getByRole("listitem")
    .getByText(/declined/)
    .waitFor();
  await dialog.getByRole("button", { name: "Done" }).click();

  const single = await sendAgreement(desk.product(), ["single@reminded.example"]);
  await page.goto(`${desk.product().url}/agreements/${single.signature_id}`);
  await page.getByRole("button", { name: "Remind" }).click();
  await page.getByText("Reminded single@reminded.example", { exact: true }).waitFor();
});
